package io.letsrun.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.testing.RandomUsers;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Brokers that answer, stop answering, and come back. */
class BrokersAwayTest {

    private static final UUID USER = RandomUsers.any();
    private static final RunDeleted EVENT = new RunDeleted(USER, RunId.of(USER, "a", Instant.EPOCH), 1);
    private static final Duration AWAY_AFTER = Duration.ofSeconds(1);

    private final InFlight inFlight = new InFlight(1_000_000);
    private final KafkaPublisher publisher = new KafkaPublisher(
            inFlight,
            Timer.builder("publish").register(new SimpleMeterRegistry()),
            new SendTracing(null),
            Clock.systemUTC());
    private final List<Brokers> producers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger attempts = new AtomicInteger();
    private final ProducerSupervisor supervisor = new ProducerSupervisor(
            this::answer,
            this::producer,
            List.of(Topics.RUNS.name()),
            publisher,
            new PublishProperties(
                    Duration.ofSeconds(10),
                    AWAY_AFTER,
                    Duration.ofMillis(2),
                    CompressionType.NONE,
                    DataSize.ofKilobytes(64),
                    DataSize.ofMegabytes(64),
                    null));
    private volatile boolean answering = true;

    @BeforeEach
    void start() {
        supervisor.start();
        await().until(publisher::isOpen);
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    private boolean answer() {
        attempts.incrementAndGet();
        return answering;
    }

    private Brokers producer() {
        Brokers brokers = new Brokers();
        producers.add(brokers);
        return brokers;
    }

    @Test
    void answersWhatWaitsAndRefusesWhatComesAtOnceWithoutAnyConnection() {
        CompletableFuture<Publication> waiting = publish();
        answering = false;
        producers.getFirst().connections = 0;

        assertThat(waiting).succeedsWithin(Duration.ofMillis(900)).isInstanceOf(Publication.Unavailable.class);
        assertThatThrownBy(publisher::admit).hasMessageContaining("brokers");
        assertThat(publish()).isCompletedWithValueMatching(Publication.Unavailable.class::isInstance);
        assertThat(publisher.wasOpened()).as("it stays in service").isTrue();
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void doesSoToBrokersThatAreConnectedAndAcknowledgeNothing() {
        CompletableFuture<Publication> waiting = publish();
        answering = false;

        assertThat(waiting).succeedsWithin(AWAY_AFTER.plusMillis(900)).isInstanceOf(Publication.Unavailable.class);
        assertThatThrownBy(publisher::admit).hasMessageContaining("brokers");
    }

    @Test
    void looksForTheBrokersAloneAndGoesOnWhenTheyAreBack() {
        CompletableFuture<Publication> lost = publish();
        answering = false;
        producers.getFirst().connections = 0;
        await().until(() -> !publisher.isOpen());
        int before = attempts.get();
        for (int i = 0; i < 100; i++) {
            assertThat(publish()).isDone();
        }
        assertThat(attempts.get() - before).isLessThan(10);

        answering = true;
        await().atMost(Duration.ofSeconds(2)).until(publisher::isOpen);
        CompletableFuture<Publication> accepted = publish();
        assertThat(producers.getLast().completeNext()).isTrue();

        assertThat(lost).isCompletedWithValueMatching(Publication.Unavailable.class::isInstance);
        assertThat(accepted).isCompletedWithValueMatching(Publication.Acknowledged.class::isInstance);
        assertThat(producers).hasSize(2);
    }

    @Test
    void letsSlowBrokersBe() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            publish();
            publish();
            Thread.sleep(AWAY_AFTER.toMillis() / 2);
            assertThat(producers.getFirst().completeNext()).isTrue();
        }

        assertThat(publisher.isOpen()).isTrue();
    }

    @Test
    void takesSilenceForNoOutageWhenNothingWaits() throws InterruptedException {
        producers.getFirst().connections = 0; // as after nine minutes without a record

        Thread.sleep(800);

        assertThat(publisher.isOpen()).isTrue();
    }

    private CompletableFuture<Publication> publish() {
        return publisher.publish(Topics.RUNS, EVENT, null).toFuture();
    }

    /** A producer that fails what waits when it is closed, as the real one does. */
    private static final class Brokers extends MockProducer<byte[], byte[]> {

        volatile int connections = 1;

        Brokers() {
            super(false, (Partitioner) null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public Map<MetricName, Metric> metrics() {
            MetricName name = new MetricName("connection-count", "producer-metrics", "", Map.of());
            Metric metric = new Metric() {
                @Override
                public MetricName metricName() {
                    return name;
                }

                @Override
                public Object metricValue() {
                    return (double) connections;
                }
            };
            return Map.of(name, metric);
        }

        @Override
        public void close(Duration timeout) {
            while (errorNext(new DisconnectException())) {}
            super.close(timeout);
        }
    }
}
