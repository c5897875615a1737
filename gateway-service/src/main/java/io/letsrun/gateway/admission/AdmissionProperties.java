package io.letsrun.gateway.admission;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the gateway takes on at once. A request takes one permit, and one more for each 16 KiB of its body.
 *
 * @param most the permits for writes, and as many for reads, while answers are quick: 100 to 100,000; 3,000 by default
 * @param least the permits that remain however slow answers are: 10 to {@code most}; 200 by default, or {@code most} when
 *     that is less
 * @param objective how long an answer may take on average before there are fewer permits: 10 ms to 10 s; 50 ms by default
 * @param runs the share of the permits for writes that runs may use, 0.1 to 1; 0.9 by default
 * @param reads the share of the permits for writes beyond which nothing is read, 0.1 to {@code runs}; 0.7 by default
 * @param events the permits for events, whose latency tells nothing: 1 to 100,000; 1,000 by default
 * @param unfinishedPerAddress how many requests of one address may wait for the rest of their bodies, 1 to 100,000; 500 by
 *     default
 * @param unfinishedPerToken how many requests with one access token may, 1 to 100,000; 16 by default
 */
@ConfigurationProperties("letsrun.admission")
record AdmissionProperties(
        @DefaultValue("3000") int most,
        @Nullable Integer least,
        @DefaultValue("50ms") Duration objective,
        @DefaultValue("0.9") double runs,
        @DefaultValue("0.7") double reads,
        @DefaultValue("1000") int events,
        @DefaultValue("500") int unfinishedPerAddress,
        @DefaultValue("16") int unfinishedPerToken) {

    private static final int LEAST = 200;

    /** @throws IllegalArgumentException when a value is out of its range */
    AdmissionProperties {
        within("most", most, 100, 100_000);
        within("least", least(least, most), 10, most);
        within("objective", objective, Duration.ofMillis(10), Duration.ofSeconds(10));
        within("runs", runs, 0.1, 1.0);
        within("reads", reads, 0.1, runs);
        within("events", events, 1, 100_000);
        within("unfinished-per-address", unfinishedPerAddress, 1, 100_000);
        within("unfinished-per-token", unfinishedPerToken, 1, 100_000);
    }

    int leastPermits() {
        return least(least, most);
    }

    private static int least(@Nullable Integer given, int most) {
        return given == null ? Math.min(LEAST, most) : given;
    }

    private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
        }
    }
}
