package io.letsrun.delivery.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.testing.RandomUsers;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

class KafkaEventPublisherTest {

    private static final Topic TOPIC = new Topic("topic", false);

    private final AtomicInteger sent = new AtomicInteger();
    private final KafkaEventPublisher publisher = new KafkaEventPublisher(
            new DefaultKafkaProducerFactory<>(Map.of()) {
                @Override
                public Producer<byte[], byte[]> createProducer() {
                    return withoutMetadata();
                }
            },
            "service",
            Clock.systemUTC());

    @Test
    void endsAtTheFirstEventThatIsNotAcknowledged() {
        List<RunDeleted> events = List.of(event(), event(), event());

        assertThat(publisher.publish(TOPIC, events, events).materialize().block(Duration.ofSeconds(10)))
                .satisfies(end -> assertThat(end.getThrowable()).isInstanceOf(TimeoutException.class));

        assertThat(sent).hasValue(1);
    }

    @Test
    void endsAtTheFirstRecordThatIsNotAcknowledged() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("topic", new byte[1]);

        assertThat(publisher.send(List.of(record, record, record)).materialize().block(Duration.ofSeconds(10)))
                .satisfies(end -> assertThat(end.getThrowable()).isInstanceOf(TimeoutException.class));

        assertThat(sent).hasValue(1);
    }

    private static RunDeleted event() {
        return new RunDeleted(RandomUsers.any(), UUID.randomUUID(), 1);
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> withoutMetadata() {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("send")) {
                        return null;
                    }
                    sent.incrementAndGet();
                    ((Callback) arguments[1]).onCompletion(null, new TimeoutException("no metadata"));
                    return new CompletableFuture<>();
                });
    }
}
