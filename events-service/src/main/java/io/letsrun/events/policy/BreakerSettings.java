package io.letsrun.events.policy;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a breaker opens, and how it closes again.
 *
 * @param failures how many within {@code window} open it at low traffic, at least 1; 3 by default
 * @param window how far it looks back, whole seconds, 1 s to 10 min; 30 s by default
 * @param lowTraffic below how many calls, in the window and under way, the count of failures decides, and from how many the
 *     rate, at least 1; 20 by default
 * @param failureRate the share of failed calls that opens it at higher traffic, above 0 to 100 percent; 50 by default
 * @param interval the least time from one probe to the next while it is not closed, and from its opening to the first, 1 ms
 *     to 10 min; 5 s by default
 * @param probes how many must succeed one after the other before it closes, 1 to 100; 2 by default
 */
public record BreakerSettings(
        @DefaultValue("3") int failures,
        @DefaultValue("30s") Duration window,
        @DefaultValue("20") int lowTraffic,
        @DefaultValue("50") float failureRate,
        @DefaultValue("5s") Duration interval,
        @DefaultValue("2") int probes) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** @throws IllegalArgumentException when a value is out of its range */
    public BreakerSettings {
        if (failures < 1 || lowTraffic < 1) {
            throw new IllegalArgumentException(
                    "failures and low-traffic must be positive: " + failures + " and " + lowTraffic);
        }
        if (window.toSeconds() < 1
                || window.compareTo(LONGEST) > 0
                || !window.equals(Duration.ofSeconds(window.toSeconds()))) {
            throw new IllegalArgumentException("window must be 1 s to 10 min in whole seconds: " + window);
        }
        if (!(failureRate > 0 && failureRate <= 100)) {
            throw new IllegalArgumentException("failure-rate must be above 0 to 100: " + failureRate);
        }
        if (interval.toMillis() < 1 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("interval must be 1 ms to 10 min: " + interval);
        }
        if (probes < 1 || probes > 100) {
            throw new IllegalArgumentException("probes must be 1 to 100: " + probes);
        }
    }
}
