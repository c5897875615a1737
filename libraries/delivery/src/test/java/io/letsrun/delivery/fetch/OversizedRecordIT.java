package io.letsrun.delivery.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.DeliveryAutoConfiguration;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.RunningDelivery;
import io.letsrun.delivery.batch.Subscription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Promise 4 for records that are small on the broker and large when unpacked, in a process with a consumer's heap. */
@Execution(ExecutionMode.SAME_THREAD) // each of its tests takes the processors and the memory of several
class OversizedRecordIT extends RunningDelivery {

    /** As deploy/local gives profile-consumer, the smallest of the consumers. */
    private static final String HEAP = "-Xmx320m";

    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "gzip, 20, cd52d81e25f372e6fa4db2c0dfceb59862c1969cab17096da352b34950c973cc",
        "gzip, 250, e9474e4cc673c0c227a6e807e04aa4ab1f88d3744243950a290869c53daa65df",
        "zstd, 1000, da87281c9f9ab6cef8f9362935f4fc864db94606d52212614894f1253461a762"
    })
    void becomesADeadLetterWithoutItsValueAndDelaysNobody(String compression, int mebibytes, String sha256)
            throws Exception {
        broker.create(topic, 2);
        Process consumer = java("consumer", HEAP, Consumer.class, kafka().bootstrapServers(), topic.name(), group);
        try {
            send(0, 1, 10);
            Process producer = java(
                    "producer",
                    "-Xmx3g",
                    Foreigner.class,
                    kafka().bootstrapServers(),
                    topic.name(),
                    compression,
                    String.valueOf(mebibytes));
            assertThat(producer.waitFor()).describedAs(log("producer")).isZero();
            send(0, 11, 20);

            await().atMost(PATIENCE.multipliedBy(3))
                    .untilAsserted(() ->
                            assertThat(committed()).describedAs(log("consumer")).containsExactly(21L, null));

            List<ConsumerRecord<byte[], byte[]>> letters = broker.read(topics.deadLetters());
            assertThat(letters).hasSize(1);
            assertThat(letters.getFirst().value()).isNull();
            assertThat(Records.text(letters.getFirst().headers()))
                    .containsEntry("x-failure-reason", "too-large")
                    .containsEntry("x-original-partition", "0")
                    .containsEntry("x-original-offset", "10")
                    .containsEntry("x-value-bytes", String.valueOf((long) mebibytes * MEBIBYTE))
                    .containsEntry("x-value-sha256", sha256);
            assertThat(broker.read(topics.retry())).isEmpty();
            assertThat(consumer.isAlive()).isTrue();
        } finally {
            consumer.destroy();
            assertThat(consumer.waitFor()).isIn(0, 143);
        }
    }

    /** Each fits, and all together would not: a poll takes up to 2,000 records. */
    @Test
    void recordsThatAreLargeTogetherAreTakenAFewAtATime() throws Exception {
        broker.create(topic, 2);
        Process consumer = java("consumer", HEAP, Consumer.class, kafka().bootstrapServers(), topic.name(), group);
        try {
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers", kafka().bootstrapServers(), "compression.type", "gzip", "batch.size", 0);
            try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (int n = 0; n < 500; n++) {
                    producer.send(new ProducerRecord<>(topic.name(), 0, (byte[]) null, new byte[MEBIBYTE - 1_000]));
                }
            }
            send(0, 1, 10);

            await().atMost(PATIENCE.multipliedBy(3))
                    .untilAsserted(() ->
                            assertThat(committed()).describedAs(log("consumer")).containsExactly(510L, null));
            assertThat(consumer.isAlive()).isTrue();
        } finally {
            consumer.destroy();
            assertThat(consumer.waitFor()).isIn(0, 143);
        }
    }

    @ParameterizedTest
    @CsvSource({"100_000, 1", "20, 1_000_000"})
    void manyOrLargeHeadersAreNoHarmEither(String count, String bytes) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = new byte[Integer.parseInt(bytes.replace("_", ""))];
        for (int n = 0; n < Integer.parseInt(count.replace("_", "")); n++) {
            headers.add("h", value);
        }
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    kafka().bootstrapServers(),
                    "compression.type",
                    "gzip",
                    "max.request.size",
                    100 * MEBIBYTE,
                    "buffer.memory",
                    200L * MEBIBYTE);
            try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<byte[], byte[]>(topic.name(), 0, null, null, new byte[] {1}, headers));
            }
            send(0, 1, 10);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(11L, null));
            assertThat(stored).isEqualTo(numbers(1, 10));
            TreeMap<String, String> letter =
                    Records.text(broker.read(topics.deadLetters()).getFirst().headers());
            assertThat(letter).containsEntry("x-failure-reason", "too-large").containsEntry("x-value-bytes", "1");
            assertThat(records(service, "dead-lettered")).isEqualTo(1);
        }
    }

    private Process java(String name, String heap, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        File log = directory.resolve(name + ".log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private String log(String name) throws IOException {
        String text = Files.readString(directory.resolve(name + ".log"));
        return text.substring(Math.max(0, text.length() - 4_000));
    }

    /** Sends so many MiB of zeros in one record. */
    static final class Foreigner {

        private Foreigner() {}

        public static void main(String[] arguments) throws Exception {
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    arguments[0],
                    "compression.type",
                    arguments[2],
                    "max.request.size",
                    Integer.MAX_VALUE,
                    "buffer.memory",
                    2_000L * MEBIBYTE);
            byte[] value = new byte[Integer.parseInt(arguments[3]) * MEBIBYTE];
            try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(arguments[1], 0, (byte[]) null, value))
                        .get();
            }
        }
    }

    /** A service that stores nothing. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({KafkaAutoConfiguration.class, DeliveryAutoConfiguration.class})
    static class Consumer {

        public static void main(String[] arguments) throws InterruptedException {
            Topic topic = new Topic(arguments[1], false);
            new SpringApplicationBuilder(Consumer.class)
                    .web(WebApplicationType.NONE)
                    .initializers(context -> {
                        var beans = context.getBeanFactory();
                        beans.registerSingleton(
                                "subscription",
                                new Subscription<RunDeleted>(topic, List.of(RunDeleted.TYPE), events -> Mono.empty()));
                        beans.registerSingleton("registry", new SimpleMeterRegistry());
                    })
                    .properties(Map.of(
                            "spring.application.name", arguments[2],
                            "spring.kafka.bootstrap-servers", arguments[0],
                            "letsrun.topics.partitions", 2))
                    .run();
            Thread.currentThread().join(); // no web server keeps the process alive
        }
    }
}
