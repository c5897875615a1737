package io.letsrun.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClusterTest {

    @TempDir
    private Path data;

    @Test
    void ofOneIsCalledKafka() {
        List<KafkaServer> one = KafkaServer.cluster(new Checkout(data), data, 1, 0);

        assertThat(one.getFirst().bootstrapServers()).isEqualTo("localhost:9092");
        KafkaServer kafka = one.getFirst();
        assertThat(one).hasSize(1);
        assertThat(kafka.name()).isEqualTo("kafka");
        assertThat(kafka.ports()).containsExactly(9092, 9093);
        assertThat(kafka.data()).isEqualTo(data.resolve("kafka"));
    }

    @Test
    void ofThreeGivesEachItsNameItsPortsAndItsData() {
        List<KafkaServer> three = KafkaServer.cluster(new Checkout(data), data, 3, 600);

        assertThat(three.getLast().bootstrapServers()).isEqualTo("localhost:9692,localhost:9694,localhost:9696");
        assertThat(three).extracting(KafkaServer::name).containsExactly("kafka-1", "kafka-2", "kafka-3");
        assertThat(three)
                .extracting(KafkaServer::ports)
                .containsExactly(List.of(9692, 9693), List.of(9694, 9695), List.of(9696, 9697));
        assertThat(three).extracting(KafkaServer::data).doesNotHaveDuplicates();
    }

    @Test
    void hasNoBrokersWhereNoDataIs() throws IOException {
        Files.createDirectories(data.resolve("kafka"));

        assertThat(KafkaServer.brokersOf(data)).isEmpty();
    }

    @Test
    void knowsTheDataOfOne() throws IOException {
        Files.createDirectories(data.resolve("kafka/log"));

        assertThat(KafkaServer.brokersOf(data)).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void knowsTheDataOfThreeByAnyOfThem(int broker) throws IOException {
        Files.createDirectories(data.resolve("kafka-" + broker + "/log"));

        assertThat(KafkaServer.brokersOf(data)).hasValue(3);
    }
}
