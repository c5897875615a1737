package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    @TempDir
    private Path root;

    @Test
    void refusesTheDataOfOneBrokerForThree() throws IOException {
        writtenBy("kafka");

        assertThatThrownBy(() -> stack().claim(0, 3, "127.0.0.1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is that of one Kafka broker, so 3 Kafka brokers cannot go on with it")
                .hasMessageContaining("--brokers 1, or delete all data with ./letsrun reset.");
    }

    @Test
    void refusesTheDataOfThreeBrokersForOne() throws IOException {
        writtenBy("kafka-2");

        assertThatThrownBy(() -> stack().claim(0, 1, "127.0.0.1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--brokers 3, or delete all data with ./letsrun reset.");
    }

    @Test
    void remembersHowManyBrokersItHas() {
        stack().claim(600, 3, "127.0.0.1");

        assertThat(stack().brokers()).isEqualTo(3);
        assertThat(stack().portOffset()).isEqualTo(600);
        assertThat(stack().names()).startsWith("kafka-1", "kafka-2", "kafka-3");
    }

    @Test
    void remembersThemWhenItIsLeftToItself() {
        Stack stack = stack();
        stack.claim(0, 3, "127.0.0.1");

        stack.detach();

        assertThat(stack().brokers()).isEqualTo(3);
    }

    @Test
    void knowsItsBrokersByTheirDataWhenItIsDown() throws IOException {
        writtenBy("kafka-1");

        assertThat(stack().names()).contains("kafka-3").doesNotContain("kafka");
    }

    @Test
    void hasOneBrokerWhenNothingWasEverSaid() {
        assertThat(stack().names()).contains("kafka");
    }

    private void writtenBy(String broker) throws IOException {
        Files.createDirectories(root.resolve(".letsrun/data").resolve(broker).resolve("log"));
    }

    private Stack stack() {
        return new Stack(new Checkout(root), line -> {});
    }
}
