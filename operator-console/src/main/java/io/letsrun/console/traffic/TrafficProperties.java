package io.letsrun.console.traffic;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the flow is measured.
 *
 * @param every between two measurements; at least 100 ms; default 2 s
 * @param kept how long measurements are kept, in memory; at least two of them; default 5 min
 * @param patience how long the brokers may take for one answer before they count as away; default 3 s
 * @param topics topics whose name starts like this are measured; default {@code letsrun.}
 */
@Validated
@ConfigurationProperties("letsrun.console.overview")
record TrafficProperties(
        @DurationMin(millis = 100) @DefaultValue("2s") Duration every,
        @DefaultValue("5m") Duration kept,
        @DurationMin(millis = 1) @DefaultValue("3s") Duration patience,
        @DefaultValue("letsrun.") String topics) {

    TrafficProperties {
        if (kept.compareTo(every.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("kept must be at least twice every: " + kept);
        }
    }

    /** How many measurements are kept. */
    int samples() {
        return Math.toIntExact(kept.dividedBy(every));
    }
}
