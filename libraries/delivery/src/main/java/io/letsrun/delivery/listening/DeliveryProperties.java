package io.letsrun.delivery.listening;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
@Validated
@ConfigurationProperties("letsrun.delivery")
public record DeliveryProperties(
        @Positive @DefaultValue("2000") int batchSize,

        @DurationMin @DurationMax(seconds = 5) @DefaultValue("250ms")
        Duration gather,

        @Positive @DefaultValue("3") int concurrency,
        @DurationMin(millis = 1) @DefaultValue("60s") Duration storeTimeout,
        @DefaultValue({"5s", "30s", "3m"}) List<@DurationMin(millis = 1) Duration> retryDelays,
        @DurationMin(millis = 1) @DefaultValue("200ms") Duration backOffInitial,
        @DefaultValue("10s") Duration backOffMax) {

    public DeliveryProperties {
        retryDelays = List.copyOf(retryDelays);
        if (backOffMax.compareTo(backOffInitial) < 0) {
            throw new IllegalArgumentException(
                    "back-off-max must be at least back-off-initial: " + backOffMax + " < " + backOffInitial);
        }
    }
}
