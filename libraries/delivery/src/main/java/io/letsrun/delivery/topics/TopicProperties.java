package io.letsrun.delivery.topics;

import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are declared where they are missing.
 *
 * @param partitions of each topic; 1 or more, default 12
 * @param replication of each topic; absent: the broker's default
 */
@Validated
@ConfigurationProperties("letsrun.topics")
public record TopicProperties(
        @Positive @DefaultValue("12") int partitions,
        @Nullable Short replication) {}
