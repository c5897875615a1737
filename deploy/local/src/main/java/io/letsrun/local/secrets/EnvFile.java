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

/**
 * The file that docker-compose.yml takes its secrets from. Only its owner reads it, and no value in it has a character that either
 * Compose or a shell would take for something else.
 */
public final class EnvFile {

    private final Path file;

    public EnvFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Adds what is missing and leaves the rest as it is, comments and order too.
     *
     * @return the names of what was added
     */
    public List<String> complete() {
        List<String> lines = lines();
        Map<String, String> added = new ComposeVariables().missingFrom(values(lines));
        if (!added.isEmpty()) {
            write(lines, added);
        }
        return List.copyOf(added.keySet());
    }

    /** Makes all of it anew. */
    public void replace() {
        write(List.of(), new ComposeVariables().missingFrom(Map.of()));
    }

    private void write(List<String> before, Map<String, String> added) {
        List<String> lines = new ArrayList<>(before);
        added.forEach((name, value) -> {
            lines.addAll(ComposeVariables.explanation(name));
            lines.add(name + "=" + value);
        });
        StateFile.write(file, String.join("\n", lines) + "\n");
    }

    private List<String> lines() {
        try {
            return exists() ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new Refusal("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, String> values(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.stripLeading().startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }
}
