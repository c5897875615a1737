package io.letsrun.load.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bytes of the objects that live in another JVM, from its class histogram. What a heap has in use after a full collection
 * is more: the serial collector leaves some of the dead where they lie, and fills the gaps with objects of a class of their own.
 */
final class LiveHeap {

    /** Rank or "Total", how many, bytes, and the class. */
    private static final Pattern LINE = Pattern.compile("\\s*(Total|\\d+:)\\s+\\d+\\s+(\\d+)(?:\\s+(\\S+).*)?");

    private static final String FILLER = "jdk.internal.vm.Filler";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private LiveHeap() {}

    /** Returns nothing when the process is not there, is no JVM, or does not answer in time. */
    static OptionalLong of(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            // Into a file: the other JVM stands still until all is written, and a pipe may be full by then.
            Path histogram = Files.createTempFile("letsrun-histogram", ".txt");
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .redirectOutput(histogram.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE);
            process.destroyForcibly();
            try (Stream<String> lines = Files.lines(histogram)) {
                return ended ? live(lines) : OptionalLong.empty();
            } finally {
                Files.delete(histogram);
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    /** Returns nothing without a total. */
    static OptionalLong live(Stream<String> histogram) {
        long total = -1;
        long filled = 0;
        for (Matcher line : (Iterable<Matcher>) histogram.map(LINE::matcher).filter(Matcher::matches)::iterator) {
            long bytes = Long.parseLong(line.group(2));
            String name = line.group(3);
            if (name == null) {
                total = bytes;
            } else if (name.contains(FILLER)) {
                filled += bytes;
            }
        }
        return total < 0 ? OptionalLong.empty() : OptionalLong.of(total - filled);
    }
}
