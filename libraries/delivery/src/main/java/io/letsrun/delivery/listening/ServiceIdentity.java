package io.letsrun.delivery.listening;

import org.springframework.core.env.Environment;

/**
 * Who consumes.
 *
 * @param name the service's, and its consumer group's
 * @param version as its artifact tells it; {@code unknown} when it does not run from one
 */
public record ServiceIdentity(String name, String version) {

    public static ServiceIdentity of(Environment environment) {
        return new ServiceIdentity(
                environment.getRequiredProperty("spring.application.name"),
                environment.getProperty("spring.application.version", "unknown"));
    }
}
