package io.letsrun.console.replay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replays are sent.
 *
 * @param canaries letters that a larger replay sends first, alone; 1 or more, default 5
 * @param lease how long a console that fell silent keeps its replays from the others; default 10 s
 * @param look how often a console looks for replays to send, and renews its lease; below a third of it, default 500 ms
 * @param patience how long a canary may take to answer before the replay says that it waits; default 30 s
 * @param backOffMax the longest wait after the broker or the database failed; default 10 s
 */
@ConfigurationProperties("letsrun.console.replay")
public record ReplayProperties(
        @DefaultValue("5") int canaries,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("500ms") Duration look,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("10s") Duration backOffMax) {

    public static final int DEFAULT_RATE = 100;
    public static final int MAX_RATE = 10_000;

    public ReplayProperties {
        if (canaries < 1 || canaries > Short.MAX_VALUE) {
            throw new IllegalArgumentException("canaries must be 1 to " + Short.MAX_VALUE + ": " + canaries);
        }
        if (!look.isPositive() || look.multipliedBy(3).compareTo(lease) > 0) {
            throw new IllegalArgumentException("look must be positive and a third of lease at most: " + look);
        }
        if (patience.isNegative() || !backOffMax.isPositive()) {
            throw new IllegalArgumentException(
                    "patience and back-off-max must be positive: " + patience + ", " + backOffMax);
        }
    }
}
