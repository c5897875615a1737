package io.letsrun.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where other services are, and how patient the gateway is with them.
 *
 * @param signupService base URL
 * @param profileService base URL
 * @param eventsService base URL
 * @param timeout of a whole answer, 10 ms to 30 s; 1 s by default
 * @param eventsTimeout the same for events-service, which itself waits for somebody slow; 3.5 s by default
 * @param connections the most to one service, at least 1; 200 by default
 * @param waiting the most requests that wait for a connection, at least 1; 1,000 by default
 */
@ConfigurationProperties("letsrun.upstream")
record UpstreamProperties(
        @DefaultValue("http://localhost:8081") URI signupService,
        @DefaultValue("http://localhost:8082") URI profileService,
        @DefaultValue("http://localhost:8083") URI eventsService,
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("3500ms") Duration eventsTimeout,
        @DefaultValue("200") int connections,
        @DefaultValue("1000") int waiting) {

    /** @throws IllegalArgumentException when a value is out of its range */
    UpstreamProperties {
        within("timeout", timeout);
        within("events-timeout", eventsTimeout);
        if (connections < 1 || waiting < 1) {
            throw new IllegalArgumentException(
                    "connections and waiting must be positive: " + connections + " and " + waiting);
        }
    }

    private static void within(String name, Duration timeout) {
        if (timeout.toMillis() < 10 || timeout.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException(name + " must be 10 ms to 30 s: " + timeout);
        }
    }
}
