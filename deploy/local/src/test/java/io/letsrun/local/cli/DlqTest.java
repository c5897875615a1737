package io.letsrun.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import io.letsrun.local.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./letsrun dlq} against a console that answers as a test wants. */
abstract class DlqTest {

    static final String REPLAY = "01a2b3c4-0000-7000-8000-000000000001";

    static final String LETTER = """
            {"id": 17, "topic": "letsrun.runs", "group": "profile-consumer", "eventType": "letsrun.run.v1",
             "exception": "org.example.ConstraintViolation", "message": "distance must be positive, whatever the watch says: -3",
             "state": "open", "attempts": 4, "failedAt": "2026-01-02T06:00:01.5Z", "replayCount": 0,
             "cause": "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789"}""";

    static final String CAUSE = """
            {"fingerprint": "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
             "group": "profile-consumer", "exception": "org.example.ConstraintViolation",
             "message": "distance must be positive: ?", "frames": "io.letsrun.x", "total": 1200, "open": 7,
             "firstSeen": "2026-01-02T05:00:00Z", "lastSeen": "2026-01-02T06:00:00Z", "serviceVersion": "0.1.0",
             "sample": 17}""";

    @TempDir
    Path directory;

    FakeConsole console;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void open() throws IOException {
        console = new FakeConsole();
    }

    @AfterEach
    void close() {
        console.close();
    }

    int dlq(String... arguments) {
        return dlq(false, "", arguments);
    }

    /** At a terminal, where somebody types that. */
    int typing(String typed, String... arguments) {
        return dlq(true, typed, arguments);
    }

    private int dlq(boolean interactive, String typed, String... arguments) {
        String[] all = Stream.of(new String[] {"dlq"}, arguments, new String[] {"--url", console.url()})
                .flatMap(Stream::of)
                .toArray(String[]::new);
        return letsrun(
                Map.of("LETSRUN_CONSOLE_USER", "operator", "LETSRUN_CONSOLE_PASSWORD", "secret"),
                interactive,
                typed,
                all);
    }

    int letsrun(Map<String, String> environment, boolean interactive, String typed, String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                interactive);
        return LetsRun.run(new Checkout(directory), terminal, environment, arguments);
    }

    String printed() {
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).allMatch(line -> line.startsWith("{") || line.length() <= 120, "fits 120 columns");
        return text;
    }

    String complaints() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static String page(String next, String... items) {
        String cursor = next.isEmpty() ? "" : ", \"next\": \"" + next + "\"";
        return "{\"items\": [" + String.join(",", items) + "]" + cursor + "}";
    }

    static String replay(String state, int expected, int applied, int failed, int waiting, String more) {
        return """
                {"id": "%s", "state": "%s", "expected": %d, "waiting": %d, "sending": 0, "sent": 0, "applied": %d,
                 "failed": %d, "skipped": 0, "rate": 100, "createdBy": "operator",
                 "createdAt": "2026-01-02T06:00:00Z"%s}""".formatted(REPLAY, state, expected, waiting, applied, failed, more);
    }
}
