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
final class RunDirectory {

    /** What is new in a record is missing where an earlier launcher wrote it; the record says what that means. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The record of the whole stack; no component is called so. */
    private static final String STACK = "stack";

    private final Path directory;

    RunDirectory(Path directory) {
        this.directory = directory;
    }

    Optional<RunRecord> find(String component) {
        return read(component, RunRecord.class);
    }

    void save(String component, RunRecord record) {
        write(component, record);
    }

    void remove(String component) {
        try {
            Files.deleteIfExists(file(component));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<StackRecord> stack() {
        return read(STACK, StackRecord.class);
    }

    void save(StackRecord stack) {
        write(STACK, stack);
    }

    void removeStack() {
        remove(STACK);
    }

    /** A lock that ends when it is closed, or with its holder, killed or not; empty when another process holds it. */
    Optional<FileChannel> lock(String name) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(channel);
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

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }

    private void write(String name, Object value) {
        StateFile.write(file(name), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        Path file = file(name);
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
}
