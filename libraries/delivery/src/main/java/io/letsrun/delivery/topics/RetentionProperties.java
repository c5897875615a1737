package io.letsrun.delivery.topics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long records stay in topics.
 *
 * @param enabled whether this service deletes old records; one service should, and each of its instances may; default false
 * @param keep how old a record must be to be deleted; 1 h or more, default 14 days. A record that a group has not read stays
 * @param every how often this service looks; 1 s or more, default 10 min
 */
@ConfigurationProperties("letsrun.retention")
public record RetentionProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("14d") Duration keep,
        @DefaultValue("10m") Duration every) {

    /** @throws IllegalArgumentException when a duration is too short */
    public RetentionProperties {
        atLeast("keep", keep, Duration.ofHours(1));
        atLeast("every", every, Duration.ofSeconds(1));
    }

    private static void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
        }
    }
}
