package io.letsrun.delivery.topics;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long records stay in topics.
 *
 * @param enabled whether this service deletes old records; one service should, and each of its instances may; default false
 * @param keep how old a record must be to be deleted; 1 h or more, default 14 days. A record that a group has not read stays
 * @param every how often this service looks; 1 s or more, default 10 min
 */
@Validated
@ConfigurationProperties("letsrun.retention")
public record RetentionProperties(
        @DefaultValue("false") boolean enabled,
        @DurationMin(hours = 1) @DefaultValue("14d") Duration keep,
        @DurationMin(seconds = 1) @DefaultValue("10m") Duration every) {}
