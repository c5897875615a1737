package io.letsrun.load.accept;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The Lua scripts of wrk, unpacked to where wrk can read them. */
record Scripts(Path directory) {

    Path script(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.writeString(file, text("common.lua") + text(name));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Scripts.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
