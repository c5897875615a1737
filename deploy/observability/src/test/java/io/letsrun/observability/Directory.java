package io.letsrun.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A directory with what watches the system: this module's own, or one that is broken on purpose. */
record Directory(Path home) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    List<JsonNode> rules() {
        return in("prometheus/rules", ".yml").stream()
                .map(YAML::readTree)
                .flatMap(file -> file.path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    List<Alert> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).map(Alert::of).toList();
    }

    List<String> recorded() {
        return rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asString(""))
                .toList();
    }

    List<AlertCase> cases() {
        return tests().stream().map(YAML::readTree).flatMap(AlertCase::of).toList();
    }

    List<Path> tests() {
        return in("prometheus/tests", ".test.yml");
    }

    List<Dashboard> dashboards() {
        return in("grafana/dashboards", ".json").stream()
                .map(file -> Dashboard.of(file.getFileName().toString(), JSON.readTree(file)))
                .toList();
    }

    MetricsList metrics() {
        return MetricsList.of(lines("METRICS.md"));
    }

    /** The paragraphs of the runbook, by the anchors that their headings get when they are shown. */
    List<String> paragraphs() {
        return lines("RUNBOOK.md").stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> in(String directory, String suffix) {
        try (Stream<Path> files = Files.list(home.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
