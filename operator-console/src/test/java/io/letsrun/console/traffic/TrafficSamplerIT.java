package io.letsrun.console.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.testing.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;

/** On a broker of its own, since it takes the broker away. */
class TrafficSamplerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void keepsItsHistoryWhileTheBrokerIsAway() throws Exception {
        try (Infrastructure servers = Infrastructure.fresh()) {
            Map<String, Object> client =
                    Map.of("bootstrap.servers", servers.kafka().bootstrapServers());
            prepare(client);
            TrafficSampler watch = new TrafficSampler(new KafkaAdmin(client), Clock.systemUTC());
            watch.start();
            try {
                await().atMost(PATIENCE).until(() -> lag(watch).equals(Optional.of(3L)));

                servers.kafka().stop();
                await().atMost(PATIENCE).until(() -> watch.history().awaySince() != null);
                assertThat(lag(watch)).contains(3L);

                servers.kafka().start();
                await().atMost(PATIENCE).until(() -> watch.history().awaySince() == null);
                assertThat(lag(watch)).contains(3L);
            } finally {
                watch.stop();
            }
        }
    }

    @Test
    void saysThatTheBrokerWasNeverThere() {
        TrafficSampler watch = new TrafficSampler(
                new KafkaAdmin(Map.of("bootstrap.servers", "no-such-host.invalid:9092")), Clock.systemUTC());
        watch.start();
        try {
            await().atMost(PATIENCE).until(() -> watch.history().awaySince() != null);
            assertThat(watch.history().samples()).isEmpty();
        } finally {
            watch.stop();
        }
    }

    private static Optional<Long> lag(TrafficSampler watch) {
        List<Sample> samples = watch.history().samples();
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(samples.getLast().flows().get(new Flow("letsrun.work", "g")))
                        .map(Sample.GroupPosition::lag);
    }

    private static void prepare(Map<String, Object> client) throws Exception {
        TopicPartition partition = new TopicPartition("letsrun.work", 0);
        try (Admin admin = Admin.create(client);
                var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(partition.topic(), Optional.of(1), Optional.empty())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), "k", "v")).get(30, TimeUnit.SECONDS);
            }
            admin.alterConsumerGroupOffsets("g", Map.of(partition, new OffsetAndMetadata(2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
