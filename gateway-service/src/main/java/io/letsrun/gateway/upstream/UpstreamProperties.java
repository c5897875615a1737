package io.letsrun.gateway.upstream;

import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The services behind the gateway.
 *
 * @param signupService base URL
 * @param profileService base URL
 * @param eventsService base URL
 * @param timeout of a whole answer, 10 ms to 30 s; 1 s by default
 * @param eventsTimeout the same for events-service, which waits for a slow upstream; 3.5 s by default
 * @param connections the most to one service, at least 1; 200 by default
 * @param waiting the most requests that wait for a connection, at least 1; 1,000 by default
 */
@Validated
@ConfigurationProperties("letsrun.upstream")
record UpstreamProperties(
        @DefaultValue("http://localhost:8081") URI signupService,
        @DefaultValue("http://localhost:8082") URI profileService,
        @DefaultValue("http://localhost:8083") URI eventsService,

        @DurationMin(millis = 10) @DurationMax(seconds = 30) @DefaultValue("1s")
        Duration timeout,

        @DurationMin(millis = 10) @DurationMax(seconds = 30) @DefaultValue("3500ms")
        Duration eventsTimeout,

        @Positive @DefaultValue("200") int connections,
        @Positive @DefaultValue("1000") int waiting) {}
