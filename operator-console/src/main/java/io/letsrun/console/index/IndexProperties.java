package io.letsrun.console.index;

import io.letsrun.edge.properties.DataSizeRange;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.regex.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How dead-letter topics are read.
 *
 * @param topics which they are; default {@code letsrun\..+\.dlt}
 * @param batchSize the most letters in one statement; 1 or more, default 1,000
 * @param fetchSize the most that is fetched at once, so that large letters don't exhaust the memory; default 4 MB
 * @param concurrency consumer threads; 1 or more, default 2
 * @param newTopicsWithin how soon a new topic is found; positive, default 5 s
 * @param storeTimeout after how long storage counts as away; positive, default 60 s
 * @param backOffMax the longest pause between two attempts while storage is away; positive, default 10 s
 */
@Validated
@ConfigurationProperties("letsrun.console.index")
record IndexProperties(
        @DefaultValue("letsrun\\..+\\.dlt") Pattern topics,
        @Positive @DefaultValue("1000") int batchSize,

        @DataSizeRange(min = "1B", max = "1GB") @DefaultValue("4MB")
        DataSize fetchSize,

        @Positive @DefaultValue("2") int concurrency,
        @DurationMin(millis = 1) @DefaultValue("5s") Duration newTopicsWithin,
        @DurationMin(millis = 1) @DefaultValue("60s") Duration storeTimeout,
        @DurationMin(millis = 1) @DefaultValue("10s") Duration backOffMax) {}
