package io.letsrun.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    @TempDir
    private Path directory;

    @Test
    void keepsThePidThatWasRecorded() throws Exception {
        List<ProcessIdentity> recorded = new ArrayList<>();

        Process process = launch("sh", "-c", "echo $$ $GREETING").start(log(), recorded::add);
        process.waitFor();

        assertThat(Files.readString(log()).strip())
                .isEqualTo(recorded.getFirst().pid() + " hello");
    }

    @Test
    void runsNothingBeforeItIsRecorded() throws Exception {
        Path trace = directory.resolve("trace");

        Process process = launch("touch", trace.toString()).start(log(), identity -> {
            identity.awaitEnd(Duration.ofMillis(300));
            assertThat(trace).doesNotExist();
        });
        process.waitFor();

        assertThat(trace).exists();
    }

    @Test
    void runsNothingWhenItCannotBeRecorded() {
        Path trace = directory.resolve("trace");
        List<ProcessIdentity> held = new ArrayList<>();

        assertThatThrownBy(() -> launch("touch", trace.toString()).start(log(), identity -> {
                    held.add(identity);
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(held.getFirst().awaitEnd(Duration.ofSeconds(5))).isTrue();
        assertThat(trace).doesNotExist();
    }

    @Test
    void whatMayComeLaterIsNiceToProcessesInOtherSessions() throws Exception {
        List<String> command = List.of("sh", "-c", "nice; cat /proc/self/autogroup || echo no nice 19");

        for (int i = 0; i < 3; i++) { // at once: who is not root may not do it so often
            new Launch(command, Map.of(), directory, Launch.LATER).start(log(), identity -> {});
        }

        String niceness = Integer.toString(Math.min(19, ownNiceness() + 19));
        await().untilAsserted(() -> assertThat(Files.readAllLines(log()))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).matches(niceness + "|.* nice 19")));
    }

    /** The build itself may have been started with one. */
    private static int ownNiceness() throws IOException {
        try (var output = new ProcessBuilder("nice").start().inputReader()) {
            return Integer.parseInt(output.readLine());
        }
    }

    private Launch launch(String... command) {
        return new Launch(List.of(command), Map.of("GREETING", "hello"), directory);
    }

    private Path log() throws IOException {
        Path log = directory.resolve("log");
        if (!Files.exists(log)) {
            Files.createFile(log);
        }
        return log;
    }
}
