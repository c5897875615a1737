package io.letsrun.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.retry.Verdict;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Batches of several buckets, on a database whose buckets are on several servers. */
class BatchPartsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(50);
    private static final KafkaBinding BINDING = new KafkaBinding("/test");

    private final Set<Integer> away = new HashSet<>();
    private final Set<Integer> broken = new HashSet<>();
    private final Set<Integer> hanging = new HashSet<>();
    private final List<Long> stored = new ArrayList<>();
    private final List<Set<Short>> tried = new ArrayList<>();

    @Test
    void storesEachBucketApart() {
        assertThat(outcomes(true, record(0, 1, 3), record(1, 1, 2), record(0, 2, 3), record(0, 3, 0)))
                .containsOnly("stored");

        assertThat(tried).containsExactly(buckets(3), buckets(2), buckets(0));
    }

    @Test
    void storesAllBucketsTogetherOnOneServer() {
        assertThat(outcomes(false, record(0, 1, 3), record(1, 1, 2), record(0, 2, 0)))
                .containsOnly("stored");

        assertThat(tried).containsExactly(buckets(0, 2, 3));
    }

    @Test
    void letsThePartitionsOfAServerThatIsAwayWaitFromTheirFirstRecordForIt() {
        away.add(3);

        assertThat(outcomes(
                        true,
                        record(0, 1, 0),
                        record(1, 1, 2),
                        record(0, 2, 3),
                        record(1, 2, 2),
                        record(0, 3, 0),
                        record(1, 3, 2)))
                .containsExactly("stored", "stored", "outage", "stored", "outage", "stored");
    }

    @Test
    void findsABadRecordOfAServerThatIsThereMeanwhile() {
        away.add(3);
        broken.add(2);

        assertThat(outcomes(true, record(0, 1, 3), record(1, 1, 2), record(1, 2, 1)))
                .containsExactly("outage", "dead-lettered", "stored");
    }

    @Test
    void triesNothingThatIsBehindWhatWaits() {
        away.add(3);

        assertThat(outcomes(true, record(0, 1, 3), record(0, 2, 1), record(1, 1, 1), record(0, 3, 2)))
                .containsExactly("outage", "outage", "stored", "outage");
        assertThat(stored).containsExactly(1L);
    }

    @Test
    void waitsWhenAllServersAreAway() {
        away.addAll(Set.of(1, 2));

        assertThat(outcomes(true, record(0, 1, 1), record(1, 1, 2))).containsOnly("outage");
        assertThat(tried).hasSize(2);
    }

    @Test
    void waitsNotLongForServersThatDoNotAnswer() {
        hanging.addAll(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9));

        assertThat(outcomes(
                        true,
                        IntStream.rangeClosed(1, 9)
                                .mapToObj(bucket -> record(bucket, 1, bucket))
                                .toArray(ConsumerRecord<?, ?>[]::new)))
                .containsOnly("outage");
        assertThat(tried).hasSizeBetween(5, 7);
    }

    private List<String> outcomes(boolean distributed, ConsumerRecord<?, ?>... records) {
        BatchDelivery<RunDeleted> delivery = new BatchDelivery<>(
                new Subscription<>(Topics.RUNS, List.of(RunDeleted.TYPE), this::store),
                new StorageProperties(distributed, TIMEOUT));
        @SuppressWarnings("unchecked")
        List<ConsumerRecord<byte[], byte[]>> all = (List<ConsumerRecord<byte[], byte[]>>) (List<?>) List.of(records);
        return Objects.requireNonNull(delivery.deliver(all).block()).stream()
                .map(Verdict::outcome)
                .toList();
    }

    private Mono<Void> store(List<RunDeleted> events) {
        Set<Short> buckets =
                new HashSet<>(events.stream().map(RunDeleted::bucket).toList());
        tried.add(buckets);
        if (buckets.stream().anyMatch(bucket -> hanging.contains((int) bucket))) {
            return Mono.never();
        }
        if (buckets.stream().anyMatch(bucket -> away.contains((int) bucket))) {
            return Mono.error(new R2dbcNonTransientResourceException("away", "08006"));
        }
        return buckets.stream().anyMatch(bucket -> broken.contains((int) bucket))
                ? Mono.error(new R2dbcDataIntegrityViolationException("check", "23514"))
                : Mono.fromRunnable(() -> events.forEach(event -> stored.add(event.version())));
    }

    private static Set<Short> buckets(int... numbers) {
        Set<Short> buckets = new HashSet<>();
        for (int number : numbers) {
            buckets.add((short) number);
        }
        return buckets;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, int bucket) {
        RunDeleted event = new RunDeleted(UserId.of(bucket, 0, 4 * offset), new UUID(0, 2), offset);
        return Records.received(
                Topics.RUNS.name(), partition, offset, BINDING.write(Topics.RUNS, event, Instant.EPOCH, null));
    }
}
