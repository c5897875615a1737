package io.letsrun.load.reconcile;

import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.load.stack.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What has been published and not yet consumed: in a main topic, its group's retry topics, or its dead-letter topic, which
 * operator-console indexes.
 *
 * <p>A record is published to the next topic before it is committed in the one it was in. Committed offsets are therefore
 * asked for first, and the ends of the topics after that: whatever moves meanwhile is seen in one of them.
 */
record TopicSearch(String bootstrapServers) {

    private static final int UUID_LENGTH = 36;

    /** Looks for these ids, and reads nothing when there are none. */
    void find(RecordKind kind, Set<AcceptedId> ids, IdSearch.Elsewhere elsewhere)
            throws ExecutionException, InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
                KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrapServers)) {
            Map<TopicPartition, Long> begins = notConsumed(kind, admin, consumer);
            String deadLetters = kind.topics().deadLetters().name();
            TopicReader.read(consumer, begins, record -> {
                AcceptedId id = id(kind, record);
                if (id != null && ids.contains(id)) {
                    (record.topic().equals(deadLetters) ? elsewhere.dead() : elsewhere.waiting()).add(id);
                }
            });
        }
    }

    /** The partitions, and from where on nobody has committed them. */
    private static Map<TopicPartition, Long> notConsumed(RecordKind kind, Admin admin, KafkaConsumer<?, ?> consumer)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (String group : List.of(kind.topics().group(), ConsumerGroups.DEAD_LETTER_INDEX)) {
            committed.putAll(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get());
        }
        String own = kind.topics().topic().name() + "." + kind.topics().group() + ".";
        List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> topic.getKey().equals(kind.topics().topic().name())
                        || topic.getKey().startsWith(own))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
        begins.replaceAll((partition, first) -> {
            OffsetAndMetadata offset = committed.get(partition);
            return offset == null ? first : Math.max(first, offset.offset());
        });
        return begins;
    }

    /** The id of the event in the record; null when it is none. */
    private static @Nullable AcceptedId id(RecordKind kind, ConsumerRecord<byte[], byte[]> record) {
        String event = KafkaBinding.header(record.headers(), EventHeaders.ID);
        byte[] key = record.key();
        if (event == null || event.length() < UUID_LENGTH || key == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(event.substring(0, UUID_LENGTH));
            return switch (kind) {
                case SIGNUP -> new AcceptedId(id, null);
                case RUN -> new AcceptedId(UUID.fromString(new String(key, StandardCharsets.US_ASCII)), id);
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
