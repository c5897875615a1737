package io.letsrun.events.gather;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How one request is served.
 *
 * @param deadline of a request, 10 ms to 1 min, which a client may lower; 3 s by default
 * @param inFlight the most fetches under way for one request, 1 to 1,000; 50 by default
 */
@Validated
@ConfigurationProperties("letsrun.events.gather")
public record GatherProperties(
        @DurationMin(millis = 10) @DurationMax(minutes = 1) @DefaultValue("3s")
        Duration deadline,

        @Min(1) @Max(1_000) @DefaultValue("50") int inFlight) {}
