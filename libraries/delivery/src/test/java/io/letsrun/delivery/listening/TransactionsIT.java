package io.letsrun.delivery.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.delivery.Records;
import io.letsrun.delivery.RunningDelivery;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What a foreign producer writes in transactions. */
class TransactionsIT extends RunningDelivery {

    @Test
    void storesWhatIsCommittedAndLeavesNoLag() {
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topic) == 2);
            try (KafkaProducer<byte[], byte[]> producer = transactional()) {
                transaction(producer, 0, 1, 10);
                producer.commitTransaction();
                transaction(producer, 0, 11, 20);
                producer.abortTransaction();
                transaction(producer, 1, 21, 30);
                producer.abortTransaction();

                // Each transaction of ten records ends with a mark that takes an offset, too.
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(committed()).containsExactly(22L, 11L));
                assertThat(stored).isEqualTo(numbers(1, 10));
                assertThat(gauge(service, "lag", topic)).isZero();

                transaction(producer, 0, 31, 40);
                producer.flush();
                send(1, 41, 50);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).containsAll(numbers(41, 50)));
                assertThat(stored).doesNotContain(31L);
                producer.commitTransaction();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(committed()).containsExactly(33L, 21L));
                assertThat(stored).containsAll(numbers(31, 40));
            }
        }
        assertThat(broker.read(topics.deadLetters())).isEmpty();
    }

    private static void transaction(
            KafkaProducer<byte[], byte[]> producer, String topic, int partition, long from, long to) {
        producer.beginTransaction();
        LongStream.rangeClosed(from, to)
                .mapToObj(Records::sent)
                .forEach(sent -> producer.send(
                        new ProducerRecord<>(topic, partition, sent.key(), sent.value(), sent.headers())));
        producer.flush();
    }

    private void transaction(KafkaProducer<byte[], byte[]> producer, int partition, long from, long to) {
        transaction(producer, topic.name(), partition, from, to);
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka().bootstrapServers(),
                        "transactional.id",
                        UUID.randomUUID().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}
