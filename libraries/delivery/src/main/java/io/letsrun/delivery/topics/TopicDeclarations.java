package io.letsrun.delivery.topics;

import io.letsrun.contracts.event.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Declares topics that are missing, adds partitions to those that have fewer than wanted, and gives existing ones the declared
 * settings; it takes nothing away.
 */
public record TopicDeclarations(KafkaAdmin admin, TopicProperties properties) {

    private static final int ANSWER_WITHIN_SECONDS = 30;

    public TopicDeclarations {
        admin.setModifyTopicConfigs(true);
    }

    /**
     * Declares the topics, and then those derived from them, with as many partitions as the main one really has.
     *
     * @param derived the retry and dead-letter topics, by their main topic, which is one of the topics
     * @throws RuntimeException when the broker does not answer, or refuses
     */
    public void declare(Collection<Topic> topics, Map<Topic, List<Topic>> derived) {
        List<NewTopic> mainTopics = topics.stream()
                .map(topic -> topic.declaration(properties.partitions(), properties.replication()))
                .toList();
        admin.createOrModifyTopics(mainTopics.toArray(NewTopic[]::new));
        awaitLeaders(mainTopics);
        if (derived.isEmpty()) {
            return;
        }
        Map<String, TopicDescription> mains =
                admin.describeTopics(derived.keySet().stream().map(Topic::name).toArray(String[]::new));
        List<NewTopic> declarations = new ArrayList<>();
        derived.forEach((main, all) -> {
            int partitions =
                    Objects.requireNonNull(mains.get(main.name())).partitions().size();
            all.forEach(topic -> declarations.add(topic.declaration(partitions, properties.replication())));
        });
        admin.createOrModifyTopics(declarations.toArray(NewTopic[]::new));
        awaitLeaders(declarations);
    }

    public Admin client() {
        return Admin.create(admin.getConfigurationProperties());
    }

    /** Returns whether one of the topics was deleted; not while the broker does not answer. */
    public static boolean isAnyMissing(Admin client, Collection<Topic> topics, Map<Topic, List<Topic>> derived)
            throws InterruptedException {
        try {
            Set<String> names = client.listTopics().names().get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
            return Stream.concat(topics.stream(), derived.values().stream().flatMap(List::stream))
                    .anyMatch(topic -> !names.contains(topic.name()));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /**
     * A broker tells of a new topic a moment before it leads its partitions. An idempotent producer's first batch is refused in
     * that moment, its second may be taken, and then the first is out of order until it times out.
     */
    private void awaitLeaders(List<NewTopic> declared) {
        String[] names = declared.stream().map(NewTopic::name).toArray(String[]::new);
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(names)
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> ends.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        try (Admin client = client()) {
            client.listOffsets(ends).all().get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the leaders of " + List.of(names) + " do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
