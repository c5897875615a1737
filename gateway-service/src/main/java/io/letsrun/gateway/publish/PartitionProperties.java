package io.letsrun.gateway.publish;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Declared topics.
 *
 * @param partitions of each topic that does not exist yet, at least 1; 12 by default
 */
@Validated
@ConfigurationProperties("letsrun.topics")
record PartitionProperties(@Positive @DefaultValue("12") int partitions) {}
