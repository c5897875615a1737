package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {

    private static final ProcessIdentity PROCESS =
            new ProcessIdentity(4711, Instant.parse("2026-01-02T03:04:05.678Z"), 1_234L);

    @TempDir
    private Path directory;

    @Test
    void givesBackWhatWasSaved() {
        RunRecord record = new RunRecord(PROCESS, List.of(9092, 9093));

        new RunDirectory(directory).save("kafka", record);

        assertThat(new RunDirectory(directory).find("kafka")).contains(record);
    }

    @Test
    void remembersThePortOffsetAndTheBrokers() {
        StackRecord stack = new StackRecord(1000, 3, PROCESS, true, "0.0.0.0");

        new RunDirectory(directory).save(stack);

        assertThat(new RunDirectory(directory).stack()).contains(stack);
    }

    @Test
    void takesAStackThatDoesNotSayForOneOfOneBroker() throws IOException {
        Files.writeString(directory.resolve("stack.json"), """
                {"portOffset": 7, "launcher": {"pid": 4711, "startedAt": "2026-01-02T03:04:05.678Z"}, "detached": true}
                """);

        ProcessIdentity launcher = new ProcessIdentity(PROCESS.pid(), PROCESS.startedAt(), null);
        assertThat(new RunDirectory(directory).stack()).contains(new StackRecord(7, 1, launcher, true, "127.0.0.1"));
    }

    @Test
    void knowsNothingOfWhatWasRemoved() {
        RunDirectory run = new RunDirectory(directory);
        run.save("kafka", new RunRecord(PROCESS, List.of()));

        run.remove("kafka");

        assertThat(run.find("kafka")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{}", "[]", "{\"process\":{\"pid\":1}}", "{\"process\":{\"pid\":\"x\"}}"})
    void saysWhichFileIsDamaged(String content) throws IOException {
        Files.writeString(directory.resolve("kafka.json"), content);

        assertThatThrownBy(() -> new RunDirectory(directory).find("kafka"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("kafka.json is damaged");
    }

    @Test
    void givesALockToOneOnly() throws IOException {
        RunDirectory run = new RunDirectory(directory);
        try (FileChannel held = run.lock("up").orElseThrow()) {
            assertThat(run.lock("up")).isEmpty();
        }

        assertThat(run.lock("up")).isPresent();
    }
}
