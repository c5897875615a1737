package io.letsrun.load.burst;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Where all of a burst is.
 *
 * @param path it
 */
record ReportDirectory(Path path) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneId.systemDefault());

    /** @param wanted null for one that is named after the time and the scenario */
    static ReportDirectory made(@Nullable Path wanted, Path bursts, String scenario, Instant now) {
        Path path = wanted == null ? bursts.resolve(NAME.format(now) + "-" + scenario) : wanted.toAbsolutePath();
        try {
            return new ReportDirectory(Files.createDirectories(path));
        } catch (IOException e) {
            throw new Refusal("Cannot write to " + path + ": " + e.getMessage() + ".");
        }
    }

    Path accepted() {
        return path.resolve("accepted.txt");
    }
}
