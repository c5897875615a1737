package io.letsrun.guarantees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of one service, as {@code METRICS.md} lists them and as the service exposes them, each by its name. */
final class DocumentedMetrics {

    private static final Set<String> CONSUMERS = Set.of("signup-service", "profile-consumer", "operator-console");
    private static final Set<String> ALL =
            Set.of("gateway-service", "signup-service", "profile-consumer", "events-service", "operator-console");
    private static final Pattern ROW =
            Pattern.compile("\\| `(letsrun_[a-z_]+)` \\| ([a-z]+) \\| (.*?) ?\\| .* \\| (.*) \\|");
    private static final Pattern LABEL = Pattern.compile("`([a-z]+)`(?=[:;,]| and|$)");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (letsrun_[a-z_]+) ([a-z]+)$");
    private static final Pattern SERIES = Pattern.compile("(?m)^(letsrun_[a-z_]+)(?:\\{([^}]*)})? ");
    private static final Pattern NAME = Pattern.compile("([a-z]+)=\"");

    private DocumentedMetrics() {}

    /** Returns the type and the labels of each metric of the service. */
    static TreeMap<String, String> listed(Path list, String service) throws IOException {
        TreeMap<String, String> listed = new TreeMap<>();
        Files.readString(list)
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .filter(row -> of(row.group(4)).contains(service))
                .forEach(row -> listed.put(row.group(1), row.group(2) + " " + names(LABEL, labelCell(row.group(3)))));
        return listed;
    }

    /** What stands before the values of a label. */
    private static String labelCell(String cell) {
        return Arrays.stream(cell.split(";"))
                .map(part -> part.split(":", 2)[0].strip())
                .collect(Collectors.joining(";"));
    }

    private static Set<String> of(String services) {
        return Arrays.stream(services.split(", "))
                .flatMap(name -> switch (name) {
                    case "all" -> ALL.stream();
                    case "all that consume" -> CONSUMERS.stream();
                    default -> Stream.of(name);
                })
                .collect(Collectors.toSet());
    }

    static TreeMap<String, String> exposed(String text) {
        TreeMap<String, String> types = new TreeMap<>();
        TYPE.matcher(text).results().forEach(type -> types.put(type.group(1), type.group(2)));
        TreeMap<String, String> exposed = new TreeMap<>();
        types.forEach((name, type) -> {
            boolean isMaximum = name.endsWith("_max") && types.containsKey(name.substring(0, name.length() - 4));
            if (!isMaximum) {
                exposed.put(name, type + " " + labels(text, name));
            }
        });
        return exposed;
    }

    private static Set<String> labels(String text, String family) {
        Set<String> labels = new TreeSet<>();
        List<String> members = List.of(family, family + "_bucket", family + "_count");
        SERIES.matcher(text)
                .results()
                .filter(series -> members.contains(series.group(1)) && series.group(2) != null)
                .forEach(series -> labels.addAll(names(NAME, series.group(2))));
        labels.removeAll(Set.of("le", "application"));
        return labels;
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
