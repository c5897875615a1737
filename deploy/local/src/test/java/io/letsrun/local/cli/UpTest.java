package io.letsrun.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import io.letsrun.local.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpTest {

    @TempDir
    private Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"-3", "0", "2", "5"})
    void refusesOtherNumbersOfBrokersThanOneAndThree(String brokers) {
        assertThat(up("--brokers", brokers)).isEqualTo(2);

        assertThat(printed()).contains("--brokers is 1 or 3, not " + brokers + ":");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void explainsTheBrokers() {
        assertThat(up("--help")).isZero();

        assertThat(printed()).contains("--brokers=N").contains("1 or 3 (default 1)");
    }

    private int up(String... options) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] arguments = new String[options.length + 1];
        arguments[0] = "up";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return LetsRun.run(new Checkout(root), new Terminal(stream, stream, System.in, false), arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
