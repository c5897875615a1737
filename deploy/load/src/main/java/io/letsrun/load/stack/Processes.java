package io.letsrun.load.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The processes of the stack.
 *
 * @param pids by component, of those that run
 */
record Processes(Supplier<Map<String, Long>> pids) {

    private static final int KIB = 1024;

    /** As the table of processor time calls this process. */
    private static final String GENERATOR = "load generator";

    /**
     * The processor time that each has taken so far, with its children, and that of this process; one that was started again
     * begins at zero.
     */
    Map<String, Duration> processorTime() {
        Map<String, Duration> times = new TreeMap<>();
        pids.get()
                .forEach((name, pid) -> ProcessHandle.of(pid)
                        .ifPresent(process -> times.put(
                                name,
                                Stream.concat(Stream.of(process), process.descendants())
                                        .map(Processes::processorTime)
                                        .reduce(Duration.ZERO, Duration::plus))));
        // What this process has started again after a fault is its child, and not part of the load.
        times.put(GENERATOR, processorTime(ProcessHandle.current()));
        return times;
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory; 0 where it is not running or the system does not tell, as for the others. */
    static long residentBytes(long pid) {
        return status(pid, "VmRSS:") * KIB;
    }

    static long threads(long pid) {
        return status(pid, "Threads:");
    }

    static long openFiles(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long status(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
