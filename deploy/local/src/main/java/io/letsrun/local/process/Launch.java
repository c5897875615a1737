package io.letsrun.local.process;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How to start a process.
 *
 * @param command the program and its arguments
 * @param environment what it gets on top of this process's own environment
 * @param directory where it runs
 * @param niceness as nice(1) has it
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, int niceness) {

    /** For what no answer waits for: it takes what others leave, and next to nothing when they leave nothing. */
    public static final int LATER = 19;

    /** For what stores and is also read from. */
    public static final int STORAGE = 10;

    /** This JVM's program. */
    public static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What {@link #run} returns when there is no such program, as a shell does. */
    public static final int NOT_FOUND = 127;

    /**
     * Waits for a word before it becomes the program; without one, because its starter died, it just ends. What the program
     * writes is its owner's.
     */
    private static final String HELD = "read -r go && umask 077 && exec nice -n %d \"$@\" </dev/null";

    /** A session of its own keeps a terminal's Ctrl-C from the process: its starter ends it, in order. */
    private static final boolean SESSIONS =
            Files.isExecutable(Path.of("/usr/bin/setsid")) || Files.isExecutable(Path.of("/bin/setsid"));

    /**
     * Where the kernel shares processors among sessions (sched(7), autogroup), a process's niceness counts only within its own.
     * The kernel lets whoever is not root change one session's in a tenth of a second, and refuses the next.
     */
    private static final String NICE_SESSION = """
            tries=0
            while test -w /proc/$$/autogroup && test $tries -lt 50 && ! echo %d >/proc/$$/autogroup; do
              tries=$((tries + 1))
              sleep 0.1
            done 2>/dev/null
            """;

    public Launch(List<String> command, Map<String, String> environment, Path directory) {
        this(command, environment, directory, 0);
    }

    /**
     * Starts it. The program does not run before {@code record} has returned, so whoever records its processes can
     * be killed at any moment and still has left none that is not recorded.
     *
     * @param log where its output goes; appended to
     */
    public Process start(Path log, Consumer<ProcessIdentity> record) {
        ProcessBuilder builder = new ProcessBuilder(held())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (OutputStream held = process.getOutputStream()) {
                record.accept(ProcessIdentity.of(process.toHandle()));
                held.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /** Runs a program to its end, and returns its exit code. */
    public static int run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new Refusal("Interrupted while " + builder.command().getFirst() + " ran.", e);
            }
        } catch (IOException e) {
            return NOT_FOUND;
        }
    }

    private List<String> held() {
        List<String> held = new ArrayList<>();
        if (SESSIONS) {
            held.add("setsid");
        }
        held.addAll(List.of("sh", "-c", script(), "sh"));
        held.addAll(command);
        return held;
    }

    private String script() {
        String held = HELD.formatted(niceness);
        return SESSIONS && niceness > 0 ? NICE_SESSION.formatted(niceness) + held : held;
    }
}
