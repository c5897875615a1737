package io.letsrun.local.secrets;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A file of passwords and keys, each as {@code NAME=VALUE}, that only its owner reads. */
record SecretsFile(Path path) {

    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines()) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.stripLeading().startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    /**
     * Adds what is missing and leaves the rest as it is, comments and order too.
     *
     * @param comments what stands above a value, by its name
     * @return the names of what was added
     */
    List<String> complete(Map<String, Supplier<String>> wanted, Map<String, String> comments) {
        Map<String, Supplier<String>> missing = new LinkedHashMap<>(wanted);
        missing.keySet().removeAll(values().keySet());
        List<String> lines = new ArrayList<>(lines());
        missing.forEach((name, value) -> {
            comments.getOrDefault(name, "").lines().map("# "::concat).forEach(lines::add);
            lines.add(name + "=" + value.get());
        });
        if (!missing.isEmpty()) {
            StateFile.write(path, String.join("\n", lines) + "\n");
        }
        return List.copyOf(missing.keySet());
    }

    private List<String> lines() {
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new Refusal("Cannot read " + path + ": " + e.getMessage() + ".", e);
        }
    }
}
