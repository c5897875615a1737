package io.letsrun.console.index;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
@ConfigurationProperties("letsrun.console.index")
record IndexProperties(
        @DefaultValue("letsrun\\..+\\.dlt") Pattern topics,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("4MB") DataSize fetchSize,
        @DefaultValue("2") int concurrency,
        @DefaultValue("5s") Duration newTopicsWithin,
        @DefaultValue("60s") Duration storeTimeout,
        @DefaultValue("10s") Duration backOffMax) {

    IndexProperties {
        positive("batch-size", batchSize);
        positive("fetch-size", fetchSize.toBytes());
        positive("concurrency", concurrency);
        positive("new-topics-within", newTopicsWithin.toMillis());
        positive("store-timeout", storeTimeout.toMillis());
        positive("back-off-max", backOffMax.toMillis());
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
