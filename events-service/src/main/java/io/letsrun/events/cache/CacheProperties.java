package io.letsrun.events.cache;

import io.letsrun.edge.properties.DataSizeRange;
import io.letsrun.events.cache.Lookup.Copy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long copies of the upstream's things are kept, and how many. A copy is fresh first, and then stale: served as such while
 * it is asked for again.
 *
 * @param userFresh of a user with the ids of their events, positive; 30 s by default
 * @param userStale zero or more; 1 h by default
 * @param eventFresh positive; 5 min by default
 * @param eventStale zero or more; 24 h by default
 * @param unknown how long what the upstream does not know is taken for unknown, positive; 30 s by default
 * @param nearUsers of users in this process, 1 MB to 4 GB; 32 MB by default
 * @param nearEvents of events in this process, 1 MB to 4 GB; 64 MB by default
 * @param rendered of pages of events as they went out, 1 MB to 4 GB; 64 MB by default
 * @param refreshes of stale copies at once, 1 to 1,000; 100 by default
 * @param refreshPause between two refreshes of one copy, positive; 1 s by default
 */
@Validated
@ConfigurationProperties("letsrun.events.cache")
public record CacheProperties(
        @DurationMin(millis = 1) @DefaultValue("30s") Duration userFresh,
        @DurationMin(millis = 0) @DefaultValue("1h") Duration userStale,
        @DurationMin(millis = 1) @DefaultValue("5m") Duration eventFresh,
        @DurationMin(millis = 0) @DefaultValue("24h") Duration eventStale,
        @DurationMin(millis = 1) @DefaultValue("30s") Duration unknown,

        @DataSizeRange(min = "1MB", max = "4GB") @DefaultValue("32MB")
        DataSize nearUsers,

        @DataSizeRange(min = "1MB", max = "4GB") @DefaultValue("64MB")
        DataSize nearEvents,

        @DataSizeRange(min = "1MB", max = "4GB") @DefaultValue("64MB")
        DataSize rendered,

        @Min(1) @Max(1_000) @DefaultValue("100") int refreshes,
        @DurationMin(millis = 1) @DefaultValue("1s") Duration refreshPause) {

    /** Of all users and of all events. */
    private static final Duration LIST_FRESH = Duration.ofSeconds(30);

    private static final Duration LIST_STALE = Duration.ofMinutes(10);

    Lifetime user() {
        return lifetime(userFresh, userStale);
    }

    Lifetime event() {
        return lifetime(eventFresh, eventStale);
    }

    Lifetime list() {
        return lifetime(LIST_FRESH, LIST_STALE);
    }

    private Lifetime lifetime(Duration fresh, Duration stale) {
        return new Lifetime(fresh.toMillis(), stale.toMillis(), unknown.toMillis());
    }

    /**
     * How long copies of one kind live, in milliseconds.
     *
     * @param fresh from when the upstream said it
     * @param stale after that
     * @param unknown of the answer that there is no such thing, which is never served stale
     */
    record Lifetime(long fresh, long stale, long unknown) {

        <T> Copy<T> copy(@Nullable T value, long at) {
            return value == null
                    ? new Copy<>(null, at, at + unknown, at + unknown)
                    : new Copy<>(value, at, at + fresh, at + fresh + stale);
        }
    }
}
