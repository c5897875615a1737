package io.letsrun.load.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The processes of the stack.
 *
 * @param pids by component, of those that run
 */
public record Processes(Supplier<Map<String, Long>> pids) {

    private static final int KIB = 1024;

    /** As the table of processor time calls this process. */
    public static final String GENERATOR = "load generator";

    /** The components, and this process. */
    public static Processes of(Supplier<Map<String, Long>> components) {
        return new Processes(() -> {
            Map<String, Long> pids = new LinkedHashMap<>(components.get());
            pids.put(GENERATOR, ProcessHandle.current().pid());
            return pids;
        });
    }

    /** The processor time each has taken so far, its children's included; one that was started again begins at zero. */
    public Map<String, Duration> processorTime() {
        Map<String, Duration> times = new TreeMap<>();
        pids.get()
                .forEach((name, pid) -> ProcessHandle.of(pid).ifPresent(process -> {
                    // What this process has started again after a fault is its child, and not part of the load.
                    Stream<ProcessHandle> children =
                            pid == ProcessHandle.current().pid() ? Stream.empty() : process.descendants();
                    Duration time = Stream.concat(Stream.of(process), children)
                            .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                            .reduce(Duration.ZERO, Duration::plus);
                    times.put(name, time);
                }));
        return times;
    }

    /** Resident memory; 0 where it is not running or the system does not tell. */
    long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
