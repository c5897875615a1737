package io.letsrun.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process, recognisable later: its pid alone may by then belong to another.
 *
 * @param pid its process id
 * @param startedAt when it started, by the clock as it was set when the operating system was asked
 * @param startTicks when it started by the clock that nobody sets, in ticks since the machine was booted; null where the operating
 *     system does not tell
 */
public record ProcessIdentity(
        long pid, Instant startedAt, @Nullable Long startTicks) {

    /** The ways to ask, or force, a process to end. */
    public enum Signal {
        INT,
        TERM,
        KILL
    }

    /** Without ticks: start times are derived from a boot time that clock corrections move a little. */
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);

    /** Fields of a process's status, as proc(5) counts them: the first behind its name, and its start. */
    private static final int FIRST_FIELD = 3;

    private static final int START_TICKS = 22;

    /** A process that is killed ends at once, unless the machine is so busy that the kernel is not done with it. */
    private static final Duration FORCED = Duration.ofSeconds(30);

    public static ProcessIdentity of(ProcessHandle process) {
        return ifPresent(process).orElseThrow(() -> new IllegalStateException("gone"));
    }

    /** Returns nothing for a process that ended after it was listed. */
    private static Optional<ProcessIdentity> ifPresent(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(startedAt -> new ProcessIdentity(process.pid(), startedAt, startTicks(process.pid())));
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
                case INT -> Launch.run(new ProcessBuilder("kill", "-INT", Long.toString(pid)));
            }
        });
    }

    /**
     * Asks the process to end, and forces it when it has not after {@code grace}.
     *
     * @return whether it ended by itself
     */
    public boolean end(Signal signal, Duration grace) {
        return end(signal, grace, FORCED);
    }

    /** SIGKILL, and the children that a killed parent leaves behind are gone when this returns. */
    public void kill() {
        end(Signal.KILL, FORCED, Duration.ofSeconds(2));
    }

    private boolean end(Signal signal, Duration grace, Duration childrensGrace) {
        List<ProcessIdentity> children = handle().stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(child -> ifPresent(child).stream())
                .toList();
        signal(signal);
        boolean byItself = endsWithin(grace);
        children.forEach(child -> child.endsWithin(childrensGrace));
        return byItself;
    }

    /** Forces it when it has not ended in time. */
    private boolean endsWithin(Duration grace) {
        boolean byItself = awaitEnd(grace);
        if (!byItself) {
            signal(Signal.KILL);
            awaitEnd(FORCED);
        }
        return byItself;
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

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> ifPresent(process).filter(this::same).isPresent())
                .filter(process -> !isZombie(pid));
    }

    private boolean same(ProcessIdentity other) {
        return startTicks == null || other.startTicks == null
                ? Duration.between(startedAt, other.startedAt).abs().compareTo(CLOCK_DRIFT) < 0
                : startTicks.equals(other.startTicks);
    }

    private static @Nullable Long startTicks(long pid) {
        try {
            return Long.valueOf(status(pid)[START_TICKS - FIRST_FIELD]);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Ended, but its parent has not asked how: in a container whose first process never asks, it stays listed. Its first
     * thread is a zombie before the others are gone, and until then its files and ports are still held.
     */
    public static boolean isZombie(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return status(pid)[0].equals("Z") && threads.count() <= 1;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the fields of the process's status from the third on, which is its state: the second, its name, may hold blanks. */
    private static String[] status(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    /** The memory that it and its children hold: a page that n share counts as 1/n for each. 0 where nobody can tell. */
    public long memoryBytes() {
        return handle().stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> proportional(process.pid()))
                .sum();
    }

    private static long proportional(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
