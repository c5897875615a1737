package io.letsrun.load.reconcile;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What {@link AcceptedIds} wrote. A last line without its end is left out: its writer was killed. */
public record AcceptedFile(Path path) {

    /** @throws Refusal when it cannot be read */
    public AcceptedFile {
        if (!Files.isReadable(path)) {
            throw new Refusal("Cannot read " + path + ".");
        }
    }

    /** When the last of them was accepted. */
    public Instant lastAccepted() throws IOException {
        return Files.getLastModifiedTime(path).toInstant();
    }

    /**
     * The ids, in the order in which they were accepted; to be closed.
     *
     * @throws Refusal when a line is none
     */
    public Stream<AcceptedId> ids() throws IOException {
        AtomicLong number = new AtomicLong();
        long whole = wholeLines();
        return Files.lines(path, StandardCharsets.US_ASCII)
                .limit(whole)
                .map(line -> parse(line, number.incrementAndGet()));
    }

    /** Writes ids to a file of this name and the suffix, in place of what it held. */
    public Path writeBeside(String suffix, List<AcceptedId> ids) throws IOException {
        return Files.write(
                path.resolveSibling(path.toFile().getName() + suffix),
                ids.stream().map(AcceptedId::line).toList());
    }

    private long wholeLines() throws IOException {
        try (Stream<String> lines = Files.lines(path, StandardCharsets.US_ASCII)) {
            long all = lines.count();
            return all == 0 || endsWithItsLine() ? all : all - 1;
        }
    }

    private boolean endsWithItsLine() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(file.length() - 1);
            return file.read() == '\n';
        }
    }

    private AcceptedId parse(String line, long number) {
        try {
            return AcceptedId.parse(line);
        } catch (IllegalArgumentException e) {
            throw new Refusal(path + ", line " + number + ": neither a user's id nor one and a run's id.");
        }
    }
}
