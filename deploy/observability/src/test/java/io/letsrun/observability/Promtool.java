package io.letsrun.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own checker, a program of this machine. */
final class Promtool {

    private static final String MISSING =
            "promtool is not installed, so Prometheus' own checks of the rules are left out"
                    + " (Debian, Ubuntu: apt install prometheus)";

    private Promtool() {}

    /** Leaves the test out when it is not there, and says so; in CI, where nobody reads that, it must be there. */
    static void isThere() {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "promtool"))
                .anyMatch(Files::isExecutable);
        if (there) {
            return;
        }
        if (System.getenv("CI") != null) {
            Assertions.fail(MISSING + "; in CI they must not be");
        }
        System.err.println("NOTE: " + MISSING + ".");
        Assumptions.abort(MISSING);
    }

    /** A run that has begun; several may be under way. */
    static final class Run {

        private final Process process;
        private final Path output;

        private Run(Process process, Path output) {
            this.process = process;
            this.output = output;
        }

        /** Returns what it said if it found something wrong, and nothing when all is well. */
        String complaint() throws IOException, InterruptedException {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "no end after two minutes";
            }
            return process.exitValue() == 0 ? "" : Files.readString(output, StandardCharsets.UTF_8);
        }
    }

    static Run start(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createDirectories(Path.of("target", "promtool")).resolve(name + ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Run(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
