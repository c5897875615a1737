package io.letsrun.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Kafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Over a real broker, with a store that fails when told to. */
class DeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Topic topic = new Topic("delivery-" + UUID.randomUUID(), false);
    private final Topic outcomes = new Topic(topic.name() + "-outcomes", true);
    private final Set<Long> stored = new ConcurrentSkipListSet<>();
    private final Set<Long> unstorable = new ConcurrentSkipListSet<>();
    private final AtomicReference<@Nullable Exception> outage = new AtomicReference<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile Runnable beforeStoring = () -> {};

    @Test
    void storesEveryRecordAndCommitsThem() {
        Kafka kafka = Infrastructure.shared().kafka();
        try (ConfigurableApplicationContext service = service(kafka)) {
            await().atMost(PATIENCE).until(() -> partitions(kafka) == 2);
            send(kafka, 0, 1, 500);
            send(kafka, 1, 501, 1000);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(kafka)).containsExactly(500L, 500L));
            assertThat(stored).isEqualTo(numbers(1, 1000));
            assertThat(counter(service, "stored")).isEqualTo(1000);
        }
        stored.clear();
        try (ConfigurableApplicationContext again = service(kafka)) {
            send(kafka, 0, 1001, 1001);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(kafka)).containsExactly(501L, 500L));
            assertThat(stored).containsExactly(1001L);
            assertThat(again.isRunning()).isTrue();
        }
    }

    @Test
    void stopsThePartitionOfAnUnstorableRecordAndNoOther() {
        Kafka kafka = Infrastructure.shared().kafka();
        unstorable.add(50L);
        try (ConfigurableApplicationContext service = service(kafka)) {
            await().atMost(PATIENCE).until(() -> partitions(kafka) == 2);
            send(kafka, 0, 1, 100);
            send(kafka, 1, 101, 200);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(kafka)).containsExactly(49L, 100L));
            assertThat(stoppedPartitions(service)).isEqualTo(1);

            send(kafka, 1, 201, 300);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(kafka)).containsExactly(49L, 200L));
            assertThat(stored).doesNotContain(50L).containsAll(numbers(1, 49)).containsAll(numbers(101, 300));
        }
        unstorable.clear();
        try (ConfigurableApplicationContext mended = service(kafka)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(kafka)).containsExactly(100L, 200L));
            assertThat(stored).isEqualTo(numbers(1, 300));
            assertThat(stoppedPartitions(mended)).isZero();
        }
    }

    @Test
    void declaresATopicThatIsOnlyWrittenBeforeTheFirstBatch() {
        Kafka kafka = Infrastructure.shared().kafka();
        AtomicReference<@Nullable Integer> partitionsAtFirstBatch = new AtomicReference<>();
        beforeStoring = () -> partitionsAtFirstBatch.compareAndSet(null, partitions(kafka, outcomes));
        try (ConfigurableApplicationContext service = service(kafka)) {
            await().atMost(PATIENCE).until(() -> partitions(kafka) == 2);
            send(kafka, 0, 1, 10);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 10)));
            assertThat(service.isRunning()).isTrue();
        }
        assertThat(partitionsAtFirstBatch).hasValue(2);
        assertThat(cleanupPolicy(kafka, outcomes)).isEqualTo(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    @Test
    void stopsAtGarbageToo() {
        Kafka kafka = Infrastructure.shared().kafka();
        try (ConfigurableApplicationContext service = service(kafka)) {
            await().atMost(PATIENCE).until(() -> partitions(kafka) == 2);
            send(kafka, 0, 1, 10);
            send(kafka, new ProducerRecord<>(topic.name(), 0, new byte[] {1}, new byte[] {2}));
            send(kafka, 0, 11, 20);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stoppedPartitions(service)).isEqualTo(1));
            assertThat(committed(kafka)).containsExactly(10L, null);
        }
    }

    @Test
    void waitsOutAnOutageWithoutMovingAnything() {
        Kafka kafka = Infrastructure.shared().kafka();
        outage.set(new ConnectException("refused"));
        try (ConfigurableApplicationContext service = service(kafka)) {
            await().atMost(PATIENCE).until(() -> partitions(kafka) == 2);
            send(kafka, 0, 1, 100);

            await().atMost(PATIENCE).until(() -> attempts.get() >= 5);
            assertThat(committed(kafka)).containsExactly(null, null);
            assertThat(stored).isEmpty();

            outage.set(null);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(kafka)).containsExactly(100L, null));
            assertThat(stored).isEqualTo(numbers(1, 100));
            assertThat(counter(service, "stored")).isEqualTo(100);
            assertThat(stoppedPartitions(service)).isZero();
        }
    }

    @Test
    void startsBeforeTheBroker() {
        try (Infrastructure own = Infrastructure.fresh()) {
            Kafka kafka = own.kafka();
            kafka.stop();
            try (ConfigurableApplicationContext service = service(kafka)) {
                assertThat(service.isRunning()).isTrue();

                kafka.start();
                await().atMost(PATIENCE).until(() -> partitions(kafka) == 2);
                send(kafka, 0, 1, 10);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 10)));

                kafka.kill();
                kafka.start();
                send(kafka, 0, 11, 20);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 20)));
            }
        }
    }

    private Mono<Void> store(List<RunDeleted> events) {
        beforeStoring.run();
        attempts.incrementAndGet();
        Exception away = outage.get();
        if (away != null) {
            return Mono.error(away);
        }
        if (events.stream().anyMatch(event -> unstorable.contains(event.version()))) {
            return Mono.error(new R2dbcDataIntegrityViolationException("check", "23514"));
        }
        events.forEach(event -> stored.add(event.version()));
        return Mono.empty();
    }

    private ConfigurableApplicationContext service(Kafka kafka) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton(
                            "subscription", new Subscription<>(topic, List.of(RunDeleted.TYPE), this::store));
                    beans.registerSingleton("outcomes", outcomes);
                    beans.registerSingleton("registry", new SimpleMeterRegistry());
                })
                .properties(Map.of(
                        "spring.application.name",
                        topic.name() + "-group",
                        "spring.kafka.bootstrap-servers",
                        kafka.bootstrapServers(),
                        "letsrun.topics.partitions",
                        2,
                        "letsrun.delivery.back-off-initial",
                        "50ms",
                        "letsrun.delivery.back-off-max",
                        "200ms"))
                .run();
    }

    private void send(Kafka kafka, int partition, long from, long to) {
        LongStream.rangeClosed(from, to)
                .mapToObj(Records::sent)
                .map(sent -> new ProducerRecord<>(topic.name(), partition, sent.key(), sent.value(), sent.headers()))
                .forEach(record -> pending.add(record));
        flush(kafka);
    }

    private final List<ProducerRecord<byte[], byte[]>> pending = new java.util.ArrayList<>();

    private void send(Kafka kafka, ProducerRecord<byte[], byte[]> record) {
        pending.add(record);
        flush(kafka);
    }

    private void flush(Kafka kafka) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            pending.forEach(producer::send);
            producer.flush();
        }
        pending.clear();
    }

    private List<@Nullable Long> committed(Kafka kafka) {
        try (Admin admin = admin(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(topic.name() + "-group")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return java.util.Arrays.asList(offset(offsets, 0), offset(offsets, 1));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Long offset(Map<TopicPartition, OffsetAndMetadata> offsets, int partition) {
        OffsetAndMetadata offset = offsets.get(new TopicPartition(topic.name(), partition));
        return offset == null ? null : offset.offset();
    }

    private int partitions(Kafka kafka) {
        return partitions(kafka, topic);
    }

    private static int partitions(Kafka kafka, Topic topic) {
        try (Admin admin = admin(kafka)) {
            return admin.describeTopics(List.of(topic.name()))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (Exception e) {
            return 0;
        }
    }

    private static String cleanupPolicy(Kafka kafka, Topic topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try (Admin admin = admin(kafka)) {
            return Objects.requireNonNull(
                            admin.describeConfigs(List.of(resource)).all().get().get(resource))
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Admin admin(Kafka kafka) {
        return Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
    }

    private static double counter(ConfigurableApplicationContext service, String outcome) {
        return service.getBean(MeterRegistry.class)
                .get("letsrun.delivery.records")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static double stoppedPartitions(ConfigurableApplicationContext service) {
        return service.getBean(MeterRegistry.class)
                .get("letsrun.delivery.stopped.partitions")
                .gauge()
                .value();
    }

    private static Set<Long> numbers(long from, long to) {
        return new TreeSet<>(LongStream.rangeClosed(from, to).boxed().toList());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({KafkaAutoConfiguration.class, DeliveryAutoConfiguration.class})
    static class Service {}
}
