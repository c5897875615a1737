package io.letsrun.local.stack;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one truth about what runs: a file per process, that every command in every shell reads. */
public final class RunDirectory {

    /** What is new in a record is missing where an earlier launcher wrote it; the record says what that means. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path directory;

    public RunDirectory(Path directory) {
        this.directory = directory;
    }

    public Optional<RunRecord> find(String component) {
        return read(file(component), RunRecord.class);
    }

    public void save(String component, RunRecord record) {
        write(file(component), record);
    }

    public void remove(String component) {
        delete(file(component));
    }

    public Optional<StackRecord> stack() {
        return read(stackFile(), StackRecord.class);
    }

    public void save(StackRecord stack) {
        write(stackFile(), stack);
    }

    public void removeStack() {
        delete(stackFile());
    }

    /** A lock that ends with its holder, killed or not; empty when another process holds it. */
    public Optional<Held> lock(String name) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(() -> channel.close());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private Path file(String component) {
        return directory.resolve(component + ".json");
    }

    private Path stackFile() {
        return directory.resolve("stack.json");
    }

    private static void write(Path file, Object value) {
        StateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException | NullPointerException e) {
            throw new Refusal(
                    "The state file " + file + " is damaged, so the process it stood for is unknown:"
                            + " end that process if it still runs, then delete the file.",
                    e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Released by closing it. */
    public interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
