package io.letsrun.reads.problem;

import io.letsrun.delivery.Failure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What went wrong. */
@AutoConfiguration
final class ProblemAutoConfiguration {

    private static final String FAILURE = "io.letsrun.delivery.Failure";

    @Bean
    ProblemAdvice problemAdvice(Outages outages) {
        return new ProblemAdvice(outages);
    }

    /** What makes a batch wait makes a read answer 503. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = FAILURE)
    static class OfDelivery {

        @Bean
        Outages outages() {
            return error -> Failure.of(error) != Failure.PERMANENT;
        }
    }

    /** A service that takes no batches has no storage either: it says itself what of its own is away. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(FAILURE)
    static class OfNothing {

        @Bean
        Outages outages() {
            return error -> false;
        }
    }
}
