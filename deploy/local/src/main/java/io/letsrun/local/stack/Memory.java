package io.letsrun.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How much memory processes hold. */
final class Memory {
    private Memory() {}

    /** Counts a page that n processes share as 1/n for each, as PostgreSQL's backends do; 0 where nobody can tell. */
    static long of(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMapToLong(process -> proportional(process.pid()))
                .sum();
    }

    private static LongStream proportional(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return LongStream.of(lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum());
        } catch (IOException | java.io.UncheckedIOException e) {
            return LongStream.empty();
        }
    }
}
