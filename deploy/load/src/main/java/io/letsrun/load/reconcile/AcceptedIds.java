package io.letsrun.load.reconcile;

import io.letsrun.local.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;

/**
 * A file of what was answered 202, written while a burst runs. Thread-safe.
 *
 * <p>What is in it reaches the disk within a second or so of the answer, as long as answers go on. The file's time of last
 * modification is that of the last answer, from which the time to the last store is counted.
 */
public final class AcceptedIds implements AutoCloseable {

    private static final long FLUSH_MILLIS = 1000;

    private final Path file;
    private final BufferedWriter out;
    private long lastMillis;
    private long flushedMillis;
    private boolean closed;

    private AcceptedIds(Path file, BufferedWriter out) {
        this.file = file;
        this.out = out;
        this.lastMillis = System.currentTimeMillis();
        this.flushedMillis = lastMillis;
    }

    /**
     * Begins a file.
     *
     * @throws Refusal when there is one of that name: two bursts in one file could not be told apart
     */
    public static AcceptedIds in(Path file) throws IOException {
        try {
            return new AcceptedIds(
                    file, Files.newBufferedWriter(file, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW));
        } catch (FileAlreadyExistsException e) {
            throw new Refusal("There is a file " + file + " already; what was accepted is not added to it.");
        }
    }

    public Path file() {
        return file;
    }

    /** @throws UncheckedIOException when the disk refuses it */
    public void signup(UUID userId) {
        add(new AcceptedId(userId, null));
    }

    /**
     * A run, or a run's deletion.
     *
     * @throws UncheckedIOException when the disk refuses it
     */
    public void run(UUID userId, UUID runId) {
        add(new AcceptedId(userId, runId));
    }

    private synchronized void add(AcceptedId id) {
        try {
            lastMillis = System.currentTimeMillis();
            out.write(id.line());
            out.write('\n');
            if (lastMillis - flushedMillis >= FLUSH_MILLIS) {
                flushedMillis = lastMillis;
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** An answer that comes after this is refused with an exception, and not forgotten silently. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        out.close();
        Files.setLastModifiedTime(file, FileTime.fromMillis(lastMillis));
    }
}
