package io.letsrun.local.process;

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
 * @param priority how it fares when the processors are busy
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, Priority priority) {

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
        this(command, environment, directory, Priority.FIRST);
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
        Process process = start(builder);
        try {
            record.accept(ProcessIdentity.of(process.toHandle()));
            release(process);
            return process;
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
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
        String held = HELD.formatted(priority.niceness());
        return SESSIONS && priority != Priority.FIRST ? NICE_SESSION.formatted(priority.niceness()) + held : held;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a process in " + builder.directory(), e);
        }
    }

    private static void release(Process process) throws IOException {
        try (OutputStream held = process.getOutputStream()) {
            held.write("go\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
