package io.letsrun.delivery.listening;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service consumes.
 *
 * @param batchSize the most records in one transaction; 1 or more, default 2,000
 * @param gather how long the broker lets a batch grow before it hands it over, unless it is large by then; 0 to 5 s, default
 *     250 ms: many small transactions would cost far more than they hold
 * @param concurrency consumer threads for each subscription; 1 or more, default 3
 * @param storeTimeout after how long storage counts as away; positive, default 60 s, well under the 5 minutes after which
 *     the group would give up on a consumer
 * @param retryDelays how long a record that failed for a passing reason waits before each further attempt, after the two that are
 *     made at once; each positive, default 5 s, 30 s, 3 min
 * @param backOffInitial the first pause of an outage; positive, default 200 ms
 * @param backOffMax the longest pause between two attempts of an outage; at least the first one, default 10 s
 */
@ConfigurationProperties("letsrun.delivery")
public record DeliveryProperties(
        @DefaultValue("2000") int batchSize,
        @DefaultValue("250ms") Duration gather,
        @DefaultValue("3") int concurrency,
        @DefaultValue("60s") Duration storeTimeout,
        @DefaultValue({"5s", "30s", "3m"}) List<Duration> retryDelays,
        @DefaultValue("200ms") Duration backOffInitial,
        @DefaultValue("10s") Duration backOffMax) {

    private static final Duration MOST_GATHERING = Duration.ofSeconds(5);

    public DeliveryProperties {
        positive("batch-size", batchSize);
        if (gather.isNegative() || gather.compareTo(MOST_GATHERING) > 0) {
            throw new IllegalArgumentException("gather must be 0 to " + MOST_GATHERING + ": " + gather);
        }
        positive("concurrency", concurrency);
        positive("store-timeout", storeTimeout.toMillis());
        retryDelays = List.copyOf(retryDelays);
        retryDelays.forEach(delay -> positive("retry-delays", delay.toMillis()));
        positive("back-off-initial", backOffInitial.toMillis());
        if (backOffMax.compareTo(backOffInitial) < 0) {
            throw new IllegalArgumentException(
                    "back-off-max must be at least back-off-initial: " + backOffMax + " < " + backOffInitial);
        }
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
