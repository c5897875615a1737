package io.letsrun.console.sending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Whether there still is a retry topic for a letter to go to, and a group to read it. A producer would wait for a missing topic as
 * for a broker that is away, and a missing group would never answer.
 */
final class Destinations implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(10_000).build();
    private @Nullable Admin admin;

    Destinations(Map<String, Object> kafka) {
        this.settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "replay-destinations");
        // See TrafficSampler.
        settings.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    }

    /**
     * Returns those letters that lead nowhere, each with the reason. Waits for the broker.
     *
     * @throws ExecutionException when the broker does not say it
     */
    Map<UUID, String> missing(Collection<Claimed> letters)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, String> missing = new HashMap<>();
        List<String> topics = unknown(letters.stream().map(ReplayRecord::topic).toList());
        for (var topic : admin().describeTopics(topics).topicNameValues().entrySet()) {
            check(topic.getKey(), topic.getValue(), missing, "the topic " + topic.getKey() + " does not exist");
        }
        List<String> groups = unknown(letters.stream().map(Claimed::groupName).toList());
        for (var group :
                admin().describeConsumerGroups(groups).describedGroups().entrySet()) {
            check(
                    group.getKey(),
                    group.getValue(),
                    missing,
                    "the consumer group " + group.getKey() + " does not exist");
        }
        Map<UUID, String> refused = new LinkedHashMap<>();
        for (Claimed letter : letters) {
            String reason = missing.getOrDefault(ReplayRecord.topic(letter), missing.get(letter.groupName()));
            if (reason != null) {
                refused.put(letter.id(), reason);
            }
        }
        return refused;
    }

    private List<String> unknown(List<String> names) {
        return names.stream()
                .distinct()
                .filter(name -> known.getIfPresent(name) == null)
                .toList();
    }

    private void check(String name, KafkaFuture<?> described, Map<String, String> missing, String reason)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            described.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            known.put(name, true);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof InvalidTopicException
                    || e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
            missing.put(name, reason);
        }
    }

    /** Made when it is needed first: a broker whose name cannot be resolved yet must not keep the console from starting. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
