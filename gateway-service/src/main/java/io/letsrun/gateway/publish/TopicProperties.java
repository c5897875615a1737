package io.letsrun.gateway.publish;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are declared.
 *
 * @param partitions of each topic that does not exist yet, at least 1; 12 by default
 */
@ConfigurationProperties("letsrun.topics")
record TopicProperties(@DefaultValue("12") int partitions) {

    /** @throws IllegalArgumentException when the number is not positive */
    TopicProperties {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be positive: " + partitions);
        }
    }
}
