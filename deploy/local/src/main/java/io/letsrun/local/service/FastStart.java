package io.letsrun.local.service;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Tree;
import io.letsrun.local.state.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service's jar, unpacked, with the JVM's cache of its classes as they are once it has started (JEP 483, 514).
 *
 * <p>It belongs to one jar, as the inode's change time tells: neither the JVM nor the jar's own, fixed, modification
 * time would notice that a jar of the same size has other classes in it.
 */
public record FastStart(ServiceKind kind, Checkout checkout) {

    private static final Duration KEPT = Duration.ofDays(1);

    /** How to start the service: fast when that is prepared for this very jar, as always otherwise. */
    public List<String> arguments() {
        return isReady()
                ? List.of("-XX:AOTCache=" + cache(), "-jar", unpackedJar().toString())
                : List.of("-jar", kind.jar(checkout).toString());
    }

    public boolean isReady() {
        return Files.exists(cache());
    }

    /** What unpacks the jar. */
    public List<String> unpacking() {
        return List.of(
                "-Djarmode=tools",
                "-jar",
                kind.jar(checkout).toString(),
                "extract",
                "--force",
                "--destination",
                directory().toString());
    }

    /** What starts the service until just before it would serve, and then writes the cache. */
    public List<String> training() {
        return List.of(
                "-XX:AOTCacheOutput=" + unfinished(),
                "-Dspring.context.exit=onRefresh",
                "-jar",
                unpackedJar().toString());
    }

    /** Of several stacks of one checkout, one prepares; empty when another does. */
    public Optional<RunDirectory.Held> alone() {
        return new RunDirectory(parent()).lock("preparation");
    }

    /** Removes what was prepared for jars of long ago; a service may still run on that of an hour ago. */
    public void begin() {
        new Tree(directory()).delete();
        try (Stream<Path> prepared = Files.list(parent())) {
            prepared.filter(Files::isDirectory)
                    .filter(directory ->
                            modified(directory).isBefore(Instant.now().minus(KEPT)))
                    .forEach(directory -> new Tree(directory).delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void finish() {
        try {
            Files.move(unfinished(), cache(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("no cache of classes for " + kind.name(), e);
        }
    }

    private Path cache() {
        return directory().resolve("classes.aot");
    }

    private Path unfinished() {
        return directory().resolve("classes.aot.new");
    }

    private Path unpackedJar() {
        return directory().resolve(kind.jar(checkout).getFileName());
    }

    private Path directory() {
        return parent().resolve(written());
    }

    private Path parent() {
        return kind.directory(checkout).resolve("target/fast-start");
    }

    private static Instant modified(Path directory) {
        try {
            return Files.getLastModifiedTime(directory).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String written() {
        try {
            Path jar = kind.jar(checkout);
            return Files.exists(jar)
                    ? Long.toString(((FileTime) Files.getAttribute(jar, "unix:ctime")).toMillis())
                    : "none";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
