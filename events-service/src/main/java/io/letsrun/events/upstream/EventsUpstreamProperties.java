package io.letsrun.events.upstream;

import io.letsrun.events.policy.BreakerSettings;
import io.letsrun.events.policy.HedgeSettings;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the upstream is, and how much is asked of it.
 *
 * @param url http or https, without a query
 * @param slots the most calls under way in this process, and so the most connections, 1 to 10,000; 200 by default
 * @param waiting the most calls that wait for a slot, 0 to 1,000,000; 10,000 by default
 * @param connectTimeout of a connection, 10 ms to 30 s; 1 s by default
 * @param idle how long a connection is kept unused, 1 s to 10 min; 20 s by default, less than most servers keep it
 * @param maxItem the most bytes of one user or event, 1 KiB to 16 MiB; 1 MiB by default, enough for 10,000 ids
 * @param maxList the most bytes of all users or all events, 1 KiB to 256 MiB; 16 MiB by default
 * @param honoursIdempotencyKeys whether the upstream stores an event once however often it is sent with one {@code
 *     Idempotency-Key}; false by default, and then no event is sent twice
 * @param limits the time of a call
 * @param retry further attempts
 * @param breaker of each operation
 * @param hedge second attempts for slow events
 */
@ConfigurationProperties("letsrun.events.upstream")
record EventsUpstreamProperties(
        @DefaultValue("http://localhost:8099") URI url,
        @DefaultValue("200") int slots,
        @DefaultValue("10000") int waiting,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("20s") Duration idle,
        @DefaultValue("1MB") DataSize maxItem,
        @DefaultValue("16MB") DataSize maxList,
        @DefaultValue("false") boolean honoursIdempotencyKeys,
        @DefaultValue CallLimits limits,
        @DefaultValue RetrySettings retry,
        @DefaultValue BreakerSettings breaker,
        @DefaultValue HedgeSettings hedge) {

    /** @throws IllegalArgumentException when a value is out of its range */
    EventsUpstreamProperties {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                || url.getHost() == null
                || url.getQuery() != null) {
            throw new IllegalArgumentException("url must be http or https, with a host and no query: " + url);
        }
        within("slots", slots, 1, 10_000);
        within("waiting", waiting, 0, 1_000_000);
        within("connect-timeout", connectTimeout, Duration.ofMillis(10), Duration.ofSeconds(30));
        within("idle", idle, Duration.ofSeconds(1), Duration.ofMinutes(10));
        within("max-item", maxItem, DataSize.ofKilobytes(1), DataSize.ofMegabytes(16));
        within("max-list", maxList, DataSize.ofKilobytes(1), DataSize.ofMegabytes(256));
    }

    private static <T extends Comparable<T>> void within(String name, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
        }
    }
}
