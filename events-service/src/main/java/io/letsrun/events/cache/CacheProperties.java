package io.letsrun.events.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long copies of the upstream's things are kept, and how many. A copy is fresh first, and then stale: served as such while
 * it is asked for again.
 *
 * @param userFresh of a user with the ids of their events, positive; 30 s by default
 * @param userStale zero or more; 1 h by default
 * @param eventFresh positive; 5 min by default
 * @param eventStale zero or more; 24 h by default
 * @param listFresh of all users and of all events, positive; 30 s by default
 * @param listStale zero or more; 10 min by default
 * @param unknown how long what the upstream does not know is taken for unknown, positive; 30 s by default
 * @param nearUsers of users in this process, 1 MB to 4 GB; 32 MB by default
 * @param nearEvents of events in this process, 1 MB to 4 GB; 64 MB by default
 * @param redisValue the most that Redis is given, or believed, as one value, 1 KB to 16 MB; 1 MB by default
 * @param refreshes of stale copies at once, 1 to 1,000; 100 by default
 * @param refreshPause between two refreshes of one copy, positive; 1 s by default
 * @param patience with one refresh, positive; 3 s by default
 */
@ConfigurationProperties("letsrun.events.cache")
public record CacheProperties(
        @DefaultValue("30s") Duration userFresh,
        @DefaultValue("1h") Duration userStale,
        @DefaultValue("5m") Duration eventFresh,
        @DefaultValue("24h") Duration eventStale,
        @DefaultValue("30s") Duration listFresh,
        @DefaultValue("10m") Duration listStale,
        @DefaultValue("30s") Duration unknown,
        @DefaultValue("32MB") DataSize nearUsers,
        @DefaultValue("64MB") DataSize nearEvents,
        @DefaultValue("1MB") DataSize redisValue,
        @DefaultValue("100") int refreshes,
        @DefaultValue("1s") Duration refreshPause,
        @DefaultValue("3s") Duration patience) {

    /** @throws IllegalArgumentException when a value is out of its range */
    public CacheProperties {
        positive("user-fresh", userFresh);
        positive("event-fresh", eventFresh);
        positive("list-fresh", listFresh);
        positive("unknown", unknown);
        positive("refresh-pause", refreshPause);
        positive("patience", patience);
        notNegative("user-stale", userStale);
        notNegative("event-stale", eventStale);
        notNegative("list-stale", listStale);
        within("near-users", nearUsers, DataSize.ofMegabytes(1), DataSize.ofGigabytes(4));
        within("near-events", nearEvents, DataSize.ofMegabytes(1), DataSize.ofGigabytes(4));
        within("redis-value", redisValue, DataSize.ofKilobytes(1), DataSize.ofMegabytes(16));
        if (refreshes < 1 || refreshes > 1000) {
            throw new IllegalArgumentException("refreshes must be 1 to 1,000: " + refreshes);
        }
    }

    Lifetime lifetime(CachedKind kind) {
        return switch (kind) {
            case USER -> new Lifetime(userFresh.toMillis(), userStale.toMillis(), unknown.toMillis());
            case EVENT -> new Lifetime(eventFresh.toMillis(), eventStale.toMillis(), unknown.toMillis());
            case USERS, EVENTS -> new Lifetime(listFresh.toMillis(), listStale.toMillis(), unknown.toMillis());
        };
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
    }

    private static void notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
    }

    private static void within(String name, DataSize size, DataSize min, DataSize max) {
        if (size.compareTo(min) < 0 || size.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + size);
        }
    }
}
