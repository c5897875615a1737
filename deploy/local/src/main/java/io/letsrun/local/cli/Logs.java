package io.letsrun.local.cli;

import io.letsrun.local.process.LogFile;
import io.letsrun.local.process.Pause;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows what the components print.", mixinStandardHelpOptions = true)
final class Logs implements Runnable {

    private final Stack stack;
    private final Terminal terminal;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which components; all when none is named.")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as more is printed, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "Lines of each (default ${DEFAULT-VALUE}).")
    private int lines;

    Logs(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        List<String> wanted = names.isEmpty() ? stack.names() : names;
        Map<String, LogFile> logs = new LinkedHashMap<>();
        wanted.forEach(name -> logs.put(name, stack.log(name)));
        Map<String, Long> read = new HashMap<>();
        logs.forEach((name, log) -> {
            read.put(name, size(log));
            log.last(lines).forEach(line -> print(logs, name, line));
        });
        while (follow && !Thread.currentThread().isInterrupted()) {
            logs.forEach((name, log) -> read.compute(name, (same, from) -> more(logs, name, log, from)));
            Pause.of(Duration.ofMillis(200));
        }
    }

    /** A log that became shorter belongs to a new start, and is read from its beginning. */
    private long more(Map<String, LogFile> logs, String name, LogFile log, @Nullable Long before) {
        long size = size(log);
        long from = before == null || before > size ? 0 : before;
        if (size == from) {
            return from;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.path().toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(size - from, 1 << 20)];
            file.seek(from);
            file.readFully(bytes);
            int whole = lastLineEnd(bytes);
            new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().forEach(line -> print(logs, name, line));
            return from + whole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lastLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end == 0 && bytes.length == 1 << 20 ? bytes.length : end;
    }

    private static long size(LogFile log) {
        try {
            return Files.exists(log.path()) ? Files.size(log.path()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(Map<String, LogFile> logs, String name, String line) {
        terminal.line(logs.size() == 1 ? line : name + " | " + line);
    }
}
