package io.letsrun.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.testing.RandomUsers;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The broker is absent from the start: nothing may wait for it. */
class KafkaPublisherTest {

    private static final UUID USER = RandomUsers.any();
    private static final RunDeleted EVENT = new RunDeleted(USER, RunId.of(USER, "a", Instant.EPOCH), 1);

    private final InFlight inFlight = new InFlight(1_000_000);
    private final KafkaPublisher publisher = new KafkaPublisher(
            inFlight,
            Timer.builder("publish").register(new SimpleMeterRegistry()),
            new SendTracing(null),
            Clock.systemUTC());

    @BeforeAll
    static void watch() {
        BlockHound.install();
    }

    @Test
    void blockHoundWouldCatchABlock() {
        CompletableFuture<Throwable> caught = new CompletableFuture<>();
        // BlockHound decides once for each thread whether it may block, so it gets a new one.
        Scheduler loop = Schedulers.newParallel("watched", 1);

        loop.schedule(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(1);
                caught.completeExceptionally(new AssertionError("it slept"));
            } catch (InterruptedException | BlockingOperationError e) {
                caught.complete(e);
            }
        });

        assertThat(caught).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(BlockingOperationError.class);
        loop.dispose();
    }

    @Test
    void sendsWithoutBlockingAndAnswersAtOnce() {
        PublishProperties properties = new PublishProperties(
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofMillis(3),
                CompressionType.NONE,
                DataSize.ofKilobytes(64),
                DataSize.ofMegabytes(64),
                null);
        Map<String, Object> settings =
                ProducerSettings.of(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1"), properties);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            publisher.open(producer);

            StepVerifier.create(publisher.publish(Topics.RUNS, EVENT, null).subscribeOn(Schedulers.parallel()))
                    .expectNextMatches(Publication.Unavailable.class::isInstance)
                    .expectComplete()
                    .verify(Duration.ofSeconds(1));
        }

        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void admitsNothingBeforeItIsOpen() {
        assertThatThrownBy(publisher::admit)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().kind()).isEqualTo(ProblemKind.UNAVAILABLE));
    }
}
