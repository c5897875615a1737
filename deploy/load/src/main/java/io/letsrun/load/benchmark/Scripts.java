package io.letsrun.load.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The Lua scripts of wrk, unpacked to where wrk can read them. */
public record Scripts(Path directory) {

    /** @param beside the class that it lies beside */
    public Path script(Class<?> beside, String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.writeString(file, text(Scripts.class, "common.lua") + text(beside, name));
    }

    private static String text(Class<?> beside, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
