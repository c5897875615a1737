package io.letsrun.delivery.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.FakeStore;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.batch.BatchDelivery;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.batch.Subscription;
import io.letsrun.delivery.deadletter.FailedRecords;
import io.letsrun.delivery.deadletter.FailurePublisher;
import io.letsrun.delivery.metrics.DeliveryMetrics;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.retry.RetrySchedule;
import io.letsrun.delivery.tracing.BatchTracing;
import io.letsrun.delivery.tracing.RecordedSpans;
import io.letsrun.delivery.tracing.SpanAttributes;
import io.letsrun.edge.clock.BrokerClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.backoff.FixedBackOff;
import reactor.core.publisher.Mono;

/** What is published, and committed, and in which order. */
class BatchListenerTest {

    private static final KafkaBinding BINDING = new KafkaBinding("/test");
    private static final TopicPartition MAIN = new TopicPartition("letsrun.runs", 0);
    private static final TopicPartition RETRY = new TopicPartition(Records.RETRY, 0);
    private static final TopicPartition TIER = new TopicPartition(Records.RETRY + "-0", 0);
    private static final RuntimeException RULE = new R2dbcDataIntegrityViolationException("check", "23514");
    private static final RuntimeException DEADLOCK = new R2dbcRollbackException("deadlock", "40P01");

    private final FakeStore store = new FakeStore();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<String> done = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> published = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordedSpans spans = new RecordedSpans();
    private final BatchListener listener = listener();
    private final Set<String> tooLarge = new HashSet<>();
    private @Nullable RuntimeException brokers;

    @BeforeEach
    void assign() {
        consumer.assign(List.of(MAIN, RETRY, TIER));
        consumer.updateBeginningOffsets(Map.of(MAIN, 0L, RETRY, 0L, TIER, 0L));
        consumer.updateEndOffsets(Map.of(MAIN, 10L, RETRY, 10L, TIER, 10L));
    }

    @Test
    void commitsBehindAFailedRecordOnceItIsElsewhere() {
        store.failOn(2, RULE).failOn(3, DEADLOCK);

        listener.onMessage(Records.upTo(4), null, consumer);

        assertThat(done).containsExactly("dlt retry");
        assertThat(committed(MAIN)).isEqualTo(5);
        assertThat(store.stored()).containsExactlyInAnyOrder(1L, 4L);
        assertThat(count("records", "outcome", "stored")).isEqualTo(2);
        assertThat(count("records", "outcome", "retry")).isEqualTo(1);
        assertThat(count("records", "outcome", "dead-lettered")).isEqualTo(1);
        assertThat(count("dead.letters", "reason", "rule")).isEqualTo(1);
    }

    @Test
    void commitsNothingUnlessTheBrokersHaveIt() {
        store.failOn(2, RULE);
        brokers = new TimeoutException("no acknowledgement");

        assertThatThrownBy(() -> listener.onMessage(Records.upTo(4), null, consumer))
                .isInstanceOf(DependencyDown.class)
                .hasRootCauseMessage("no acknowledgement");

        assertThat(committed(MAIN)).isNull();
        assertThat(count("records", "topic", MAIN.topic())).isZero();
        assertThat(registry.get("letsrun.delivery.lag")
                        .tag("topic", "letsrun.runs")
                        .gauge()
                        .value())
                .isEqualTo(9);
    }

    @Test
    void endsTheTraceWithTheCommitAndTracesNothingMoreWhenOnlyThatIsTriedAgain() {
        MockConsumer<byte[], byte[]> rebalancing = new MockConsumer<>("earliest");
        rebalancing.assign(List.of(MAIN));
        rebalancing.close();
        ConsumerRecord<byte[], byte[]> record = Records.record(0, 1, 1);
        record.headers()
                .add(EventHeaders.TRACE_PARENT, utf8("00-00000000000000000000000000000001-0000000000000001-01"));
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(record);
        assertThatThrownBy(() -> listener.onMessage(batch, null, rebalancing)).isNotNull();

        listener.onMessage(batch, null, consumer);

        assertThat(spans.all()).hasSize(2);
        assertThat(spans.one("process letsrun.runs").getAttributes().get(SpanAttributes.VERDICT))
                .isEqualTo("uncommitted");
    }

    @Test
    void timesStorageAndTheWholeWayOfWhatIsStored() {
        store.failOn(2, DEADLOCK);
        ConsumerRecord<byte[], byte[]> retried = Records.in(RETRY.topic(), 0, 3, 3);
        retried.headers()
                .add(FailureHeaders.ORIGINAL_PARTITION, utf8("0"))
                .add(FailureHeaders.ORIGINAL_OFFSET, utf8("7"))
                .add(FailureHeaders.ORIGINAL_TIMESTAMP, utf8("-4000"));

        listener.onMessage(List.of(Records.record(0, 1, 1), Records.record(0, 2, 2), retried), null, consumer);

        Timer endToEnd = registry.get("letsrun.delivery.end.to.end")
                .tag("topic", MAIN.topic())
                .timer();
        assertThat(endToEnd.count()).isEqualTo(2);
        assertThat(endToEnd.totalTime(TimeUnit.SECONDS)).isEqualTo(1 + 5);
        assertThat(registry.get("letsrun.delivery.storage").timer().count()).isEqualTo(1);
    }

    @Test
    void hasEveryCounterBeforeAnythingHappens() {
        assertThat(registry.find("letsrun.delivery.records").counters()).hasSize(3 * 3);
        assertThat(registry.find("letsrun.delivery.dead.letters").counters()).hasSize(3 * 5);
        assertThat(registry.find("letsrun.delivery.replays").counters()).hasSize(3 * 2);
        assertThat(registry.find("letsrun.delivery.outages").counters()).hasSize(3);
        assertThat(registry.find("letsrun.delivery.end.to.end").timers()).hasSize(1);
        assertThat(registry.find("letsrun.delivery.storage").timers()).hasSize(1);
        assertThat(registry.find("letsrun.delivery.batch.size").summaries()).hasSize(1);
    }

    @Test
    void onlyRepeatsItselfAfterACrashBetweenPublishingAndCommitting() {
        store.failOn(2, RULE);
        MockConsumer<byte[], byte[]> dying = new MockConsumer<>("earliest");
        dying.assign(List.of(MAIN));
        dying.close();
        assertThatThrownBy(() -> listener.onMessage(Records.upTo(3), null, dying))
                .isInstanceOf(IllegalStateException.class);

        listener.onMessage(Records.upTo(3), null, consumer);

        assertThat(done).containsExactly("dlt", "dlt");
        assertThat(published.getFirst().value()).isEqualTo(published.getLast().value());
        assertThat(committed(MAIN)).isEqualTo(4);
    }

    @Test
    void deadLettersWithoutItsValueWhatTheBrokerRefuses() {
        store.failOn(1, RULE).failOn(2, DEADLOCK);
        List<ConsumerRecord<byte[], byte[]>> batch = Records.upTo(3);
        batch.subList(0, 2).forEach(record -> tooLarge.add(new String(record.value(), StandardCharsets.UTF_8)));

        listener.onMessage(batch, null, consumer);

        assertThat(done).containsExactly("dlt retry", "dlt dlt");
        assertThat(published.subList(2, 4)).allSatisfy(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(Records.text(letter.headers()))
                    .containsEntry("x-failure-reason", "too-large")
                    .containsEntry(
                            "x-value-bytes", String.valueOf(batch.getFirst().value().length))
                    .containsKey("x-value-sha256");
        });
        assertThat(committed(MAIN)).isEqualTo(4);
        assertThat(count("records", "outcome", "dead-lettered")).isEqualTo(2);
        assertThat(count("records", "outcome", "retry")).isZero();
    }

    @Test
    void publishesOnceWhenOnlyTheCommitHasToBeTriedAgain() {
        store.failOn(2, RULE);
        MockConsumer<byte[], byte[]> rebalancing = new MockConsumer<>("earliest");
        rebalancing.assign(List.of(MAIN));
        rebalancing.close();
        List<ConsumerRecord<byte[], byte[]>> batch = Records.upTo(3);
        assertThatThrownBy(() -> listener.onMessage(batch, null, rebalancing)).isNotNull();

        listener.onMessage(batch, null, consumer);

        assertThat(done).containsExactly("dlt");
        assertThat(store.batchSizes()).containsExactly(3, 1, 1, 1);
        assertThat(committed(MAIN)).isEqualTo(4);
        assertThat(count("records", "outcome", "stored")).isEqualTo(2);
    }

    @Test
    void neitherCommitsNorCountsWhatAnotherConsumerGetsAgain() {
        consumer.assign(List.of(RETRY));

        listener.onMessage(List.of(Records.record(0, 1, 1), Records.in(RETRY.topic(), 0, 2, 2)), null, consumer);

        assertThat(committed(MAIN)).isNull();
        assertThat(committed(RETRY)).isEqualTo(3);
        assertThat(count("records", "outcome", "stored")).isEqualTo(1);
    }

    @Test
    void answersAReplayAfterItsNewDeadLetterAndBeforeTheCommit() {
        store.failOn(2, RULE);
        List<ConsumerRecord<byte[], byte[]>> replayed =
                List.of(Records.in(RETRY.topic(), 0, 1, 1), Records.in(RETRY.topic(), 0, 2, 2));
        replayed.forEach(record -> record.headers().add(ReplayHeaders.ID, uuid(record.offset())));

        listener.onMessage(replayed, null, consumer);

        assertThat(done).containsExactly("dlt", "letsrun.replay-results letsrun.replay-results");
        assertThat(published.subList(1, 3))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "{\"replayId\":\"" + new UUID(0, 1)
                                + "\",\"outcome\":\"applied\",\"at\":\"1970-01-01T00:00:01Z\"}",
                        "{\"replayId\":\"" + new UUID(0, 2)
                                + "\",\"outcome\":\"failed-again\",\"at\":\"1970-01-01T00:00:01Z\"}");
        assertThat(committed(RETRY)).isEqualTo(3);
        assertThat(count("replays", "outcome", "applied")).isEqualTo(1);
        assertThat(count("replays", "outcome", "failed-again")).isEqualTo(1);
    }

    @Test
    void doesNotAnswerAReplayThatGoesThroughItsTiers() {
        store.failOn(1, DEADLOCK);
        ConsumerRecord<byte[], byte[]> replayed = Records.in(RETRY.topic(), 0, 1, 1);
        replayed.headers().add(ReplayHeaders.ID, uuid(1));

        listener.onMessage(List.of(replayed), null, consumer);

        assertThat(done).containsExactly("retry-0");
    }

    @Test
    void movesNothingOutOfARetryTopicDuringAnOutage() {
        store.failOn(1, new R2dbcNonTransientResourceException("refused", "08001"));

        assertThatThrownBy(() -> listener.onMessage(List.of(Records.in(RETRY.topic(), 0, 1, 1)), null, consumer))
                .isInstanceOf(DependencyDown.class);

        assertThat(done).isEmpty();
        assertThat(committed(RETRY)).isNull();
    }

    @Test
    void goesBackToWhatIsNotDue() {
        listener.onMessage(
                List.of(Records.in(RETRY.topic(), 0, 1, 1), Records.in(TIER.topic(), 0, 4, 2)), null, consumer);

        assertThat(done).containsExactly("pause retry-0 at 4 for PT4S");
        assertThat(store.stored()).containsExactly(1L);
        assertThat(committed(RETRY)).isEqualTo(2);
        assertThat(committed(TIER)).isNull();
    }

    /** What was due waits in front of what is not, in the same partition. */
    @Test
    void goesBackToTheFirstThatWaitsForAServerThatIsAway() {
        BatchListener distributed = listener(new StorageProperties(true, Duration.ofSeconds(5)));
        store.failOn(4, new R2dbcNonTransientResourceException("away", "08006"));
        RunDeleted elsewhere = new RunDeleted(UserId.of(1, 0, 4), new UUID(0, 2), 1);

        distributed.onMessage(
                List.of(
                        Records.received(
                                MAIN.topic(), 0, 1, BINDING.write(Topics.RUNS, elsewhere, Instant.EPOCH, null)),
                        due(TIER.topic(), 4, 4),
                        due(TIER.topic(), 5, 5),
                        Records.in(TIER.topic(), 0, 6, 6)),
                null,
                consumer);

        assertThat(done).containsExactly("pause retry-0 at 4 for PT0.7S");
        assertThat(store.stored()).containsExactly(1L);
        assertThat(committed(MAIN)).isEqualTo(2);
        assertThat(committed(TIER)).isNull();
    }

    /** Its tier's delay has passed at the time of the listener's clock. */
    private static ConsumerRecord<byte[], byte[]> due(String topic, long offset, long version) {
        ConsumerRecord<byte[], byte[]> later = Records.in(topic, 0, offset, version);
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                -4_000,
                TimestampType.CREATE_TIME,
                0,
                0,
                later.key(),
                later.value(),
                later.headers(),
                Optional.empty());
    }

    private BatchListener listener() {
        return listener(StorageProperties.together());
    }

    private BatchListener listener(StorageProperties storage) {
        RetryChain chain = Records.chain(Duration.ofSeconds(5));
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1), ZoneOffset.UTC);
        DeliveryMetrics metrics =
                new DeliveryMetrics(registry, chain, List.of(MAIN.topic(), RETRY.topic(), TIER.topic()), clock);
        return new BatchListener(
                chain,
                new BatchDelivery<RunDeleted>(
                        new Subscription<>(Topics.RUNS, List.of(RunDeleted.TYPE), store), storage),
                new FailurePublisher(chain, new FailedRecords("1"), this::publish, new KafkaBinding("/test"), clock),
                new RetrySchedule(chain, new BrokerClock(clock)),
                (unused, partition, wait) ->
                        done.add("pause " + brief(partition.topic()) + " at " + wait.offset() + " for " + wait.delay()),
                new PartitionOutages(new FixedBackOff(700), metrics, clock),
                metrics,
                new BatchTracing(spans.tracer(), "test"),
                Duration.ofSeconds(5));
    }

    private Mono<BitSet> publish(List<ProducerRecord<byte[], byte[]>> records) {
        if (brokers != null) {
            return Mono.error(brokers);
        }
        assertThat(committed(MAIN)).isNull();
        published.addAll(records);
        done.add(String.join(
                " ", records.stream().map(record -> brief(record.topic())).toList()));
        BitSet refused = new BitSet();
        for (int i = 0; i < records.size(); i++) {
            byte[] value = records.get(i).value();
            refused.set(i, value != null && tooLarge.contains(new String(value, StandardCharsets.UTF_8)));
        }
        return Mono.just(refused);
    }

    private static String brief(String topic) {
        return topic.replace("letsrun.runs.test.", "");
    }

    private static byte[] uuid(long n) {
        return utf8(new UUID(0, n).toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Long committed(TopicPartition partition) {
        OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
        return offset == null ? null : offset.offset();
    }

    private double count(String name, String tag, String value) {
        return registry.find("letsrun.delivery." + name).tag(tag, value).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
