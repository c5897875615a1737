package io.letsrun.delivery.topics;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are declared where they are missing.
 *
 * @param partitions of each topic; 1 or more, default 12
 * @param replication of each topic; absent: the broker's default
 */
@ConfigurationProperties("letsrun.topics")
public record TopicProperties(
        @DefaultValue("12") int partitions, @Nullable Short replication) {

    public TopicProperties {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be positive: " + partitions);
        }
    }
}
