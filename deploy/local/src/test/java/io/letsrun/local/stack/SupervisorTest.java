package io.letsrun.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import io.letsrun.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A component that sleeps, and a clock that the test moves. */
class SupervisorTest {

    private static final ProcessIdentity GONE = new ProcessIdentity(Long.MAX_VALUE, Instant.EPOCH, null);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();
    private long freeBytes = Long.MAX_VALUE;
    private RunDirectory run;
    private Supervisor supervisor;

    @BeforeEach
    void supervise() throws IOException {
        run = new RunDirectory(directory.resolve("run"));
        Files.createDirectories(directory.resolve("logs"));
        Conductor conductor = new Conductor(run, directory.resolve("logs"), line -> {});
        supervisor =
                new Supervisor(() -> List.of(new Sleeper()), run, conductor, () -> freeBytes, pause -> {}, told::add);
    }

    @AfterEach
    void end() {
        run.find("sleeper").map(RunRecord::process).ifPresent(ProcessIdentity::kill);
    }

    @Test
    void restartsWhatEndedByItselfAfterASecond() throws IOException {
        ended("ERROR java.io.IOException: No space left on device\n\tat Log.append\nbye\n");

        supervisor.look(SECOND);
        assertThat(told).containsExactly("sleeper ended by itself (disk full); restart 1 of 10 in 1 s.");
        supervisor.look(SECOND + SECOND / 2);
        assertThat(run.find("sleeper").orElseThrow().process().alive()).isFalse();
        supervisor.look(2 * SECOND);

        RunRecord record = run.find("sleeper").orElseThrow();
        assertThat(record.process().alive()).isTrue();
        assertThat(record.restarts()).isEqualTo(1);
        assertThat(record.restartReason()).isEqualTo("disk full");
        assertThat(told).last().isEqualTo("sleeper was restarted.");
    }

    @Test
    void leavesAloneWhatWasKilledOnPurpose() throws IOException {
        ended("");
        run.save("sleeper", run.find("sleeper").orElseThrow().whenEndedOnPurpose());

        for (int second = 1; second < 100; second++) {
            supervisor.look(second * SECOND);
        }

        assertThat(told).isEmpty();
        assertThat(run.find("sleeper").orElseThrow().process().alive()).isFalse();
    }

    @Test
    void waitsWhileTheDiskIsFull() throws IOException {
        freeBytes = 0;
        ended("No space left on device");

        for (int second = 1; second < 1_000; second++) {
            supervisor.look(second * SECOND);
        }
        assertThat(told)
                .as("said once each")
                .hasSize(2)
                .last()
                .isEqualTo("sleeper is restarted when the disk has 256 MiB free.");

        freeBytes = 1L << 30;
        supervisor.look(1_000 * SECOND);

        assertThat(run.find("sleeper").orElseThrow().process().alive()).isTrue();
    }

    @Test
    void givesUpAfterTenRestartsInVain() throws IOException {
        for (long second = 1; second < 2_000; second++) {
            if (run.find("sleeper").map(record -> record.process().alive()).orElse(true)) {
                end();
                ended("its port: Address already in use");
            }
            supervisor.look(second * SECOND);
        }

        assertThat(told.stream().filter(line -> line.equals("sleeper was restarted.")))
                .hasSize(10);
        assertThat(told)
                .contains("sleeper ended by itself (its port was taken); restart 10 of 10 in 60 s.")
                .last()
                .asString()
                .startsWith("sleeper ended 11 times (its port was taken) and is not restarted any more;");
    }

    @Test
    void endsWhenNothingIsWantedAnyMore() {
        assertThat(supervisor.look(SECOND)).isFalse();
    }

    private void ended(String log) throws IOException {
        int restarts = run.find("sleeper").map(RunRecord::restarts).orElse(0);
        run.save("sleeper", new RunRecord(GONE, List.of(), false, restarts, null));
        Files.writeString(directory.resolve("logs/sleeper.log"), log);
    }

    private final class Sleeper implements Component {

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public List<Integer> ports() {
            return List.of();
        }

        @Override
        public Launch launch() {
            return new Launch(List.of("sleep", "600"), Map.of(), directory);
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
