package io.letsrun.edge.problem;

import io.letsrun.edge.storage.Failure;
import io.r2dbc.spi.R2dbcException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How every service refuses a request. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
final class ProblemAutoConfiguration {

    @Bean
    ProblemAnswers problemAnswers(
            Outages outages, ObjectProvider<ProblemPages> pages, ObjectProvider<RefusalListener> listeners) {
        return new ProblemAnswers(
                outages,
                pages.getIfAvailable(() -> (exchange, problem) -> null),
                listeners.orderedStream().toList());
    }

    /** What makes a batch wait makes a read answer 503. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(R2dbcException.class)
    static class OfStorage {

        @Bean
        Outages outages() {
            return error -> Failure.of(error) != Failure.PERMANENT;
        }
    }

    /** A service that takes no batches has no storage either: it says itself what of its own is away. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("io.r2dbc.spi.R2dbcException")
    static class OfNothing {

        @Bean
        Outages outages() {
            return error -> false;
        }
    }
}
