package io.letsrun.delivery.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.letsrun.delivery.Records;
import io.letsrun.delivery.RunningDelivery;
import io.letsrun.edge.clock.ClockHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A consumer, or whoever sends, whose clock is hours off. */
class WrongClockIT extends RunningDelivery {

    @ParameterizedTest
    @ValueSource(longs = {2, -2})
    void delaysNothingAndIsNamed(long hours) {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        deadlocks.put(3L, 3); // in the batch and at once, then after 300 ms
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            broker.send(List.of(new ProducerRecord<>(topic.name(), 0, new byte[] {1}, new byte[] {2})));
            send(0, 1, 10);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 10)));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(11L, null));
            assertThat(broker.read(topics.deadLetters())).hasSize(1);
            assertThat(service.getBean(MeterRegistry.class)
                            .get("letsrun.clock.offset")
                            .gauge()
                            .value())
                    .isCloseTo(hours * 3_600.0, within(60.0));
            assertThat(service.getBean(ClockHealth.class).health().getDetails()).containsKey("warning");
        }
    }

    /** The broker refuses what claims to be of the future, and would soon delete what claims to be old. */
    @ParameterizedTest
    @ValueSource(longs = {2, -8 * 24})
    void ofASenderDoesNotMatter(long hours) {
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topic) == 2);
            long before = System.currentTimeMillis();
            long stamp = before + Duration.ofHours(hours).toMillis();
            ProducerRecord<byte[], byte[]> sent = Records.sent(1);
            broker.send(
                    List.of(new ProducerRecord<>(topic.name(), 0, stamp, sent.key(), sent.value(), sent.headers())));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).containsExactly(1L));
            assertThat(service.isRunning()).isTrue();
            assertThat(broker.read(topic).getFirst().timestamp()).isCloseTo(before, within(60_000L));
        }
    }
}
