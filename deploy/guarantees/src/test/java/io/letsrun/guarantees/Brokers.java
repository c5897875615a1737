package io.letsrun.guarantees;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;

/** The cluster of a running system, as its brokers describe it. */
final class Brokers implements AutoCloseable {

    private final Admin admin;

    Brokers(RunningSystem system) {
        this.admin = Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()));
    }

    /** The number of the broker that is the active controller. */
    int activeController() {
        return answer(admin.describeMetadataQuorum().quorumInfo()).leaderId();
    }

    /** Partitions of the topic that the broker leads. */
    long ledBy(int broker, String topic) {
        return partitions(Set.of(topic))
                .filter(partition ->
                        partition.leader() != null && partition.leader().id() == broker)
                .count();
    }

    /** How many in-sync replicas partitions have, those of the internal topics too: one number when all have the same. */
    List<Integer> inSync() {
        Set<String> all = answer(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        return partitions(all)
                .map(partition -> partition.isr().size())
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<TopicPartitionInfo> partitions(Set<String> topics) {
        return answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .map(TopicDescription::partitions)
                .flatMap(List::stream);
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the brokers do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
