package io.letsrun.load.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private static final int SECONDS = 20;

    private LiveHeap() {}

    /** Returns nothing when the process is not there, is no JVM, or does not answer in time. */
    static OptionalLong of(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            try (BufferedReader output = process.inputReader()) {
                return live(output.lines());
            }
        } catch (IOException | UncheckedIOException e) {
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
