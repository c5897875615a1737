package io.letsrun.events.upstream;

import io.letsrun.edge.properties.DataSizeRange;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the upstream is, and how much is asked of it.
 *
 * @param url http or https, without a query
 * @param slots the most calls under way in this process, and so the most connections, 1 to 10,000; 200 by default
 * @param waiting the most calls that wait for a slot, 0 to 1,000,000; 10,000 by default
 * @param connectTimeout of a connection, 10 ms to 30 s; 1 s by default
 * @param maxItem the most bytes of one user or event, unpacked, 1 KiB to 16 MiB; 1 MiB by default, enough for 10,000 ids
 * @param honoursIdempotencyKeys whether the upstream stores an event once however often it is sent with one {@code
 *     Idempotency-Key}; false by default, and then no event is sent twice
 * @param callLimit how long a call about one user or event may take, without the wait for a slot, 10 ms to 1 min; 2 s by default
 * @param listLimit how long a call for all users or all events may take, 10 ms to 1 min; 5 s by default
 * @param retry further attempts
 * @param breaker of each operation
 */
@Validated
@ConfigurationProperties("letsrun.events.upstream")
public record EventsUpstreamProperties(
        @DefaultValue("http://localhost:8099") URI url,
        @Min(1) @Max(10_000) @DefaultValue("200") int slots,
        @Min(0) @Max(1_000_000) @DefaultValue("10000") int waiting,

        @DurationMin(millis = 10) @DurationMax(seconds = 30) @DefaultValue("1s")
        Duration connectTimeout,

        @DataSizeRange(min = "1KB", max = "16MB") @DefaultValue("1MB")
        DataSize maxItem,

        @DefaultValue("false") boolean honoursIdempotencyKeys,

        @DurationMin(millis = 10) @DurationMax(minutes = 1) @DefaultValue("2s")
        Duration callLimit,

        @DurationMin(millis = 10) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration listLimit,

        @Valid @DefaultValue Retries retry,
        @Valid @DefaultValue Breakers breaker) {

    @AssertTrue(message = "url must be http or https, with a host and no query") boolean isUrlUsable() {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getQuery() == null;
    }

    /**
     * How often, and after what pause, a call is made again.
     *
     * @param attempts the most for one call, the first included, 1 to 10; 3 by default
     * @param pause the most before the second attempt, doubled for each one after it and drawn from zero up, 1 ms to 10 s; 100
     *     ms by default
     * @param longest the most before any attempt, 1 ms to 1 min; 1 s by default
     * @param reserve the most retries that are kept for later, and how many there are at the start, 0 to 10,000; 10 by default
     */
    public record Retries(
            @Min(1) @Max(10) @DefaultValue("3") int attempts,

            @DurationMin(millis = 1) @DurationMax(seconds = 10) @DefaultValue("100ms")
            Duration pause,

            @DurationMin(millis = 1) @DurationMax(minutes = 1) @DefaultValue("1s")
            Duration longest,

            @Min(0) @Max(10_000) @DefaultValue("10") int reserve) {}

    /**
     * When a breaker opens, and how it closes again.
     *
     * @param calls how many there must be in 30 s before a rate says anything, 1 to 10,000; 10 by default
     * @param interval from its opening to the first probe, and from a failed probe to the next, 1 ms to 10 min; 5 s by default.
     *     Longer than a call may take, or the late answer of a call from before would count as a probe's
     * @param longestPause the most that an upstream's {@code Retry-After} is heeded, 1 s to 1 h; 1 min by default
     */
    public record Breakers(
            @Min(1) @Max(10_000) @DefaultValue("10") int calls,

            @DurationMin(millis = 1) @DurationMax(minutes = 10) @DefaultValue("5s")
            Duration interval,

            @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("1m")
            Duration longestPause) {}
}
