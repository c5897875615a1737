package io.letsrun.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process, recognisable later: its pid alone may by then belong to another.
 *
 * @param pid its process id
 * @param startedAt when the operating system says it started
 */
public record ProcessIdentity(long pid, Instant startedAt) {

    /** The kernel derives start times from a boot time that clock corrections move a little. */
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

    /** A process that is killed ends at once, unless the machine is so busy that the kernel is not done with it. */
    private static final Duration FORCED = Duration.ofSeconds(30);

    public static ProcessIdentity of(ProcessHandle process) {
        return ifPresent(process).orElseThrow(() -> new IllegalStateException("gone"));
    }

    /** Returns nothing for a process that ended after it was listed. */
    private static Optional<ProcessIdentity> ifPresent(ProcessHandle process) {
        return process.info().startInstant().map(startedAt -> new ProcessIdentity(process.pid(), startedAt));
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /** Sends the signal, unless the process is gone already. */
    public void signal(Signal signal) {
        handle().ifPresent(process -> {
            switch (signal) {
                case TERM -> process.destroy();
                case KILL -> process.destroyForcibly();
                case INT -> interrupt();
            }
        });
    }

    /**
     * Asks the process to end, and forces it when it has not after {@code grace}.
     *
     * @return whether it ended by itself
     */
    public boolean end(Signal signal, Duration grace) {
        List<ProcessIdentity> children = children();
        signal(signal);
        boolean byItself = awaitEnd(grace);
        if (!byItself) {
            kill();
        }
        children.forEach(child -> child.outlived(FORCED));
        return byItself;
    }

    /** SIGKILL, and the children that a killed parent leaves behind are gone when this returns. */
    public void kill() {
        List<ProcessIdentity> children = children();
        signal(Signal.KILL);
        awaitEnd(FORCED);
        children.forEach(child -> child.outlived(Duration.ofSeconds(2)));
    }

    public boolean awaitEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (alive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(Duration.ofMillis(10));
        }
        return true;
    }

    private void outlived(Duration grace) {
        if (!awaitEnd(grace)) {
            signal(Signal.KILL);
            awaitEnd(FORCED);
        }
    }

    private List<ProcessIdentity> children() {
        return handle().stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(child -> ifPresent(child).stream())
                .toList();
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().filter(this::same).isPresent())
                .filter(process -> !isZombie(pid));
    }

    private boolean same(Instant other) {
        return Duration.between(startedAt, other).abs().compareTo(CLOCK_DRIFT) < 0;
    }

    /**
     * Ended, but its parent has not asked how: in a container whose first process never asks, it stays listed. Its first
     * thread is a zombie before the others are gone, and until then its files and ports are still held.
     */
    public static boolean isZombie(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String stat = Files.readString(process.resolve("stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2) && threads.count() <= 1;
        } catch (IOException e) {
            return false;
        }
    }

    private void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            signal(Signal.TERM);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
