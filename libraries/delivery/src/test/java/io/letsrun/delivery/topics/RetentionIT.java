package io.letsrun.delivery.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topic;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.RunningDelivery;
import io.letsrun.delivery.fetch.BoundedConsumerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

/** Nothing goes that somebody has yet to read, and nothing stays for ever. */
class RetentionIT extends RunningDelivery {

    private static final Duration KEEP = Duration.ofDays(14);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Topic compacted = new Topic(topic.name() + "-compacted", true);
    private final List<GroupTopics> readers = List.of(
            new GroupTopics(topic, "first"), new GroupTopics(topic, "second"), new GroupTopics(compacted, "first"));

    @Test
    void deletesWhatIsOldAndReadByAllWhoHaveTo() throws Exception {
        GroupTopics first = readers.getFirst();
        for (Topic each : List.of(topic, compacted, first.retry(), first.retry(0), first.deadLetters())) {
            broker.create(each, 2);
            fill(each, 0, 100);
        }
        fill(topic, 1, 100);
        commit(
                "first",
                Map.of(at(topic, 0), 80L, at(topic, 1), 100L, at(first.retry(), 0), 100L, at(compacted, 0), 100L));
        commit("second", Map.of(at(topic, 0), 60L));
        commit("operator-console.index", Map.of(at(first.deadLetters(), 0), 40L));

        housekeeping(Clock.systemUTC(), new SimpleMeterRegistry()).runOnce();
        assertThat(begin(at(topic, 0))).isZero();

        Clock later = Clock.offset(Clock.systemUTC(), KEEP.plusDays(1));
        housekeeping(later, registry).runOnce();
        housekeeping(later, registry).runOnce(); // as another instance would

        assertThat(begin(at(topic, 0))).isEqualTo(60);
        assertThat(begin(at(topic, 1))).isZero();
        assertThat(begin(at(first.retry(), 0))).isEqualTo(100);
        assertThat(begin(at(first.retry(0), 0))).isZero();
        assertThat(begin(at(first.deadLetters(), 0))).isEqualTo(40);
        assertThat(begin(at(compacted, 0))).isZero();
        assertThat(registry.get("letsrun.retention.deleted")
                        .tag("topic", topic.name())
                        .counter()
                        .count())
                .isEqualTo(60);
        assertThat(registry.get("letsrun.retention.oldest.unread")
                        .tag("group", "second")
                        .tag("topic", topic.name())
                        .gauge()
                        .value())
                .isBetween(15 * 86_400.0, 15 * 86_400.0 + 120);
        assertThat(registry.find("letsrun.retention.oldest.unread")
                        .tag("topic", first.retry().name())
                        .gauge())
                .isNull();
    }

    @Test
    void startsAgainAfterAStop() {
        RetentionHousekeeping housekeeping = housekeeping(Clock.systemUTC(), new SimpleMeterRegistry());

        housekeeping.start();
        housekeeping.stop();
        housekeeping.start();

        assertThat(housekeeping.isRunning()).isTrue();
        housekeeping.stop();
    }

    @Test
    void everyTopicIsGivenTheSettingsThatKeepRecords() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic.name(), 2, (short) 1)
                            .configs(Map.of(
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    "604800000",
                                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                    "CreateTime"))))
                    .all()
                    .get();
        }
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            for (Topic each : List.of(topic, topics.retry(), topics.retry(0), topics.deadLetters(), outcomes)) {
                assertThat(broker.config(each, TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("-1");
                assertThat(broker.config(each, TopicConfig.RETENTION_BYTES_CONFIG))
                        .isEqualTo("-1");
                assertThat(broker.config(each, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
                        .isEqualTo("LogAppendTime");
            }
            assertThat(service.isRunning()).isTrue();
        }
    }

    private RetentionHousekeeping housekeeping(Clock clock, MeterRegistry meters) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                kafka().bootstrapServers(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                1));
        return new RetentionHousekeeping(
                readers,
                new RetentionProperties(true, KEEP, Duration.ofMinutes(1)),
                new KafkaAdmin(Map.of("bootstrap.servers", kafka().bootstrapServers())),
                new BoundedConsumerFactory(settings),
                meters,
                clock);
    }

    private void fill(Topic topic, int partition, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        LongStream.rangeClosed(1, count)
                .mapToObj(Records::sent)
                .forEach(sent -> records.add(
                        new ProducerRecord<>(topic.name(), partition, sent.key(), sent.value(), sent.headers())));
        broker.send(records);
    }

    private void commit(String group, Map<TopicPartition, Long> offsets) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        try (Admin admin = admin()) {
            admin.alterConsumerGroupOffsets(group, committed).all().get();
        }
    }

    private long begin(TopicPartition partition) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", kafka().bootstrapServers()));
    }

    private static TopicPartition at(Topic topic, int partition) {
        return new TopicPartition(topic.name(), partition);
    }
}
