package io.letsrun.console.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How replays are sent.
 *
 * @param canaries letters that a larger replay sends first, alone; 1 or more, default 5
 * @param lease how long other consoles wait before they take over the replays of one that is silent; default 10 s
 * @param look how often a console looks for replays to send, and renews its lease; below a third of it, default 500 ms
 * @param patience how long a canary may take to answer before the replay says that it waits; default 30 s
 * @param backOffMax the longest wait after the broker or the database failed; default 10 s
 */
@Validated
@ConfigurationProperties("letsrun.console.replay")
public record ReplayProperties(
        @Min(1) @Max(Short.MAX_VALUE) @DefaultValue("5") int canaries,
        @DefaultValue("10s") Duration lease,
        @DurationMin(millis = 1) @DefaultValue("500ms") Duration look,
        @DurationMin @DefaultValue("30s") Duration patience,
        @DurationMin(millis = 1) @DefaultValue("10s") Duration backOffMax) {

    public static final int DEFAULT_RATE = 100;
    public static final int MAX_RATE = 10_000;

    public ReplayProperties {
        if (look.multipliedBy(3).compareTo(lease) > 0) {
            throw new IllegalArgumentException("look must be a third of lease at most: " + look);
        }
    }
}
