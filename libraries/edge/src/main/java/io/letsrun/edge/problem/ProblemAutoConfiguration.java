package io.letsrun.edge.problem;

import io.letsrun.edge.storage.Failure;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** How every service refuses a request. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
final class ProblemAutoConfiguration {

    private static final boolean HAS_STORAGE =
            ClassUtils.isPresent("io.r2dbc.spi.R2dbcException", ProblemAutoConfiguration.class.getClassLoader());

    /** An error that makes a batch wait makes a read answer 503. */
    @Bean
    ProblemAnswers problemAnswers(ObjectProvider<ProblemPages> pages, ObjectProvider<RefusalListener> listeners) {
        Predicate<Throwable> outages = HAS_STORAGE ? error -> Failure.of(error) != Failure.PERMANENT : error -> false;
        return new ProblemAnswers(
                outages,
                pages.getIfAvailable(() -> (exchange, problem) -> null),
                listeners.orderedStream().toList());
    }
}
