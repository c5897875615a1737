package io.letsrun.events.gather;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one request is served.
 *
 * @param deadline of a request, 10 ms to 1 min, which a client may lower; 3 s by default
 * @param inFlight the most fetches under way for one request, 1 to 1,000; 50 by default
 */
@ConfigurationProperties("letsrun.events.gather")
public record GatherProperties(
        @DefaultValue("3s") Duration deadline,
        @DefaultValue("50") int inFlight) {

    /** @throws IllegalArgumentException when a value is out of its range */
    public GatherProperties {
        if (deadline.toMillis() < 10 || deadline.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("deadline must be 10 ms to 1 min: " + deadline);
        }
        if (inFlight < 1 || inFlight > 1000) {
            throw new IllegalArgumentException("in-flight must be 1 to 1,000: " + inFlight);
        }
    }
}
