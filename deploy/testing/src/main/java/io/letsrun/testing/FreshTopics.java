package io.letsrun.testing;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Creates topics that can be written to at once.
 *
 * <p>A broker tells of a new topic a moment before it leads its partitions. An idempotent producer's first batch is refused in
 * that moment, its second may be taken, and then the first is out of order for good.
 */
public final class FreshTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private FreshTopics() {}

    /** Returns when the leader of each partition answers. */
    public static void create(String bootstrapServers, int partitions, String... names) {
        List<NewTopic> topics = Arrays.stream(names)
                .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
            awaitLeaders(admin, List.of(names));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns when the topics, which somebody else may be creating, are there and the leader of each partition answers. */
    static void awaitLeaders(Admin admin, Collection<String> topics) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answered(admin, topics)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the leaders of " + topics + " do not answer");
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    /** Not while a broker that is asked has not heard of the topic yet. */
    private static boolean answered(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        try {
            TopicEnds.of(admin, topics);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }
}
