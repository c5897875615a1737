package io.letsrun.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory the project was checked out into, and where things lie in it. */
public record Checkout(Path root) {

    private static final String MARK = "deploy/local/pom.xml";

    /** Takes {@code -Dletsrun.home}, or the working directory, or the nearest parent of either that is a checkout. */
    public static Checkout find() {
        Path start = Path.of(System.getProperty("letsrun.home", "")).toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(MARK))) {
                return new Checkout(directory);
            }
        }
        throw new Refusal("No checkout of Let's Run! at or above " + start + ": set -Dletsrun.home to its root.");
    }

    /** The jars that the Kafka broker runs on; the build of deploy/local puts them there. */
    public Path libraries() {
        return root.resolve("deploy/local/target/lib");
    }

    /** Everything that the local stack writes: {@code .letsrun}, or where {@code LETSRUN_STATE} says, for a second stack. */
    public Path state() {
        String elsewhere = System.getenv("LETSRUN_STATE");
        return elsewhere == null || elsewhere.isEmpty()
                ? root.resolve(".letsrun")
                : Path.of(elsewhere).toAbsolutePath();
    }

    /** What can be made again at any time: unpacked binaries, class archives. */
    public Path cache() {
        Path cache = state().resolve("cache");
        try {
            return Files.createDirectories(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
