package io.letsrun.gateway.admission;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests the gateway serves at once. A request takes one permit, and one more for each 16 KiB of its body.
 *
 * @param most the permits for writes, and as many for reads, while answers are fast: 100 to 100,000; 2,600 by default
 * @param least the permits that remain however slow answers are: 10 to {@code most}; 200 by default, or {@code most} when
 *     that is less
 * @param objective how long an answer may take on average before the number of permits falls: 10 ms to 10 s; 50 ms by default
 * @param runs the share of the permits for writes that runs may use, 0.1 to 1; 0.9 by default
 * @param reads the share of the permits for writes beyond which reads are refused, 0.1 to {@code runs}; 0.7 by default
 * @param events the permits for events, a fixed number: 1 to 100,000; 1,000 by default
 * @param unfinishedPerAddress how many requests of one address may wait for the rest of their bodies, 1 to 100,000; 500 by
 *     default
 * @param unfinishedPerToken how many requests with one access token may, 1 to 100,000; 16 by default
 */
@Validated
@ConfigurationProperties("letsrun.admission")
record AdmissionProperties(
        @Min(100) @Max(100_000) @DefaultValue("2600") int most,
        @Min(10) @Nullable Integer least,

        @DurationMin(millis = 10) @DurationMax(seconds = 10) @DefaultValue("50ms")
        Duration objective,

        @DecimalMin("0.1") @DecimalMax("1") @DefaultValue("0.9")
        double runs,

        @DecimalMin("0.1") @DefaultValue("0.7") double reads,
        @Min(1) @Max(100_000) @DefaultValue("1000") int events,
        @Min(1) @Max(100_000) @DefaultValue("500") int unfinishedPerAddress,
        @Min(1) @Max(100_000) @DefaultValue("16") int unfinishedPerToken) {

    private static final int LEAST = 200;

    @AssertTrue(message = "least must not be more than most") boolean isLeastAtMostMost() {
        return leastPermits() <= most;
    }

    @AssertTrue(message = "reads must not be more than runs") boolean isReadsAtMostRuns() {
        return reads <= runs;
    }

    int leastPermits() {
        return least == null ? Math.min(LEAST, most) : least;
    }
}
