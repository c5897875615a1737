package io.letsrun.delivery;

import io.letsrun.contracts.event.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares topics that are missing, and adds partitions to those that have fewer than configured; it takes nothing away. */
final class TopicDeclarations {

    private final KafkaAdmin admin;
    private final DeliveryProperties.TopicProperties properties;

    TopicDeclarations(KafkaAdmin admin, DeliveryProperties.TopicProperties properties) {
        this.admin = admin;
        this.properties = properties;
    }

    /** @throws RuntimeException when the broker does not answer, or refuses */
    void declare(Collection<Topic> topics) {
        admin.createOrModifyTopics(topics.stream().map(this::declaration).toArray(NewTopic[]::new));
    }

    private NewTopic declaration(Topic topic) {
        NewTopic declaration = new NewTopic(
                topic.name(), Optional.of(properties.partitions()), Optional.ofNullable(properties.replication()));
        return topic.compacted()
                ? declaration.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
                : declaration;
    }
}
