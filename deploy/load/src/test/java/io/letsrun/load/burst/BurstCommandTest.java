package io.letsrun.load.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BurstCommandTest {

    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path reports;

    @Test
    void whatCannotBeginDoesNotLookLikeALoss() {
        assertThat(burst("mixed", "--shares", "runs=50")).isEqualTo(2);
        assertThat(errors.toString()).contains("--shares add up to 50 %, not 100.");
    }

    @Test
    void refusesAnImpossibleNumberOfUsersBeforeItMakesAnything() {
        Path directory = reports.resolve("burst");

        assertThat(burst("mixed", "--users", "0", "--directory", directory.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("Users are 1 to 1000000, not 0."); // not that no stack runs
        assertThat(directory).doesNotExist();
    }

    private int burst(String... arguments) {
        CommandLine line = BurstCommand.commandLine();
        line.setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }
}
