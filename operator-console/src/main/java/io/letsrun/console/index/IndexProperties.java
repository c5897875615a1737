package io.letsrun.console.index;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How dead-letter topics are read.
 *
 * @param concurrency consumer threads; 1 or more, default 2
 * @param newTopicsWithin how soon a new topic is found; positive, default 5 s
 */
@Validated
@ConfigurationProperties("letsrun.console.index")
record IndexProperties(
        @Positive @DefaultValue("2") int concurrency,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration newTopicsWithin) {}
