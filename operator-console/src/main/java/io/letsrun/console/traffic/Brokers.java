package io.letsrun.console.traffic;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers for offsets. Which topics and groups there are is asked every few times only. For one thread. */
final class Brokers {

    private static final int ASKS_BETWEEN_LOOKS_ROUND = 5;

    /** Records of an open transaction cannot be read yet, so they are not lag. */
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private static final String OURS = "letsrun.";

    private final Admin admin;
    private final Duration patience;
    private final Clock clock;
    private List<TopicPartition> partitions = List.of();
    private List<String> groups = List.of();
    private Map<TopicPartition, Long> begins = Map.of();
    private int asks;

    Brokers(Admin admin, Duration patience, Clock clock) {
        this.admin = admin;
        this.patience = patience;
        this.clock = clock;
    }

    Sample measure() throws ExecutionException, TimeoutException, InterruptedException {
        if (asks++ % ASKS_BETWEEN_LOOKS_ROUND == 0) {
            lookRound();
        }
        Map<String, Map<TopicPartition, Long>> committed = committed();
        Map<TopicPartition, Long> ends = positions(OffsetSpec.latest());
        return Sample.of(clock.instant(), begins, ends, committed);
    }

    /** Makes the next {@link #measure} look for topics and groups first, as after an error, which a deleted topic may cause. */
    void forget() {
        asks = 0;
    }

    private void lookRound() throws ExecutionException, TimeoutException, InterruptedException {
        List<String> topics = answer(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(OURS))
                .toList();
        partitions = answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(Brokers::partitions)
                .toList();
        groups = answer(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                .map(GroupListing::groupId)
                .toList();
        begins = positions(OffsetSpec.earliest());
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition()));
    }

    private Map<TopicPartition, Long> positions(OffsetSpec position)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> position));
        Map<TopicPartition, Long> positions = new HashMap<>();
        answer(admin.listOffsets(asked, COMMITTED).all())
                .forEach((partition, found) -> positions.put(partition, Math.max(0, found.offset())));
        return positions;
    }

    private Map<String, Map<TopicPartition, Long>> committed()
            throws ExecutionException, TimeoutException, InterruptedException {
        if (groups.isEmpty()) {
            return Map.of();
        }
        Map<String, ListConsumerGroupOffsetsSpec> asked =
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(asked).all()).forEach((group, offsets) -> {
            Map<TopicPartition, Long> reached = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                // The client gives null for a partition without a commit.
                if (offset != null) {
                    reached.put(partition, offset.offset());
                }
            });
            committed.put(group, reached);
        });
        return committed;
    }

    private <T> T answer(KafkaFuture<T> asked) throws ExecutionException, TimeoutException, InterruptedException {
        return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
