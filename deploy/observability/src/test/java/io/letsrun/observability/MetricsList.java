package io.letsrun.observability;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The metrics that METRICS.md lists: in a table's first column, ours with their type in the second.
 *
 * @param types by name; of those from libraries it is empty, and a name may end in {@code _*}
 */
record MetricsList(Map<String, String> types) {

    private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9_*]*)(?:\\{[^`]*})?`");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");

    static MetricsList of(List<String> lines) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                String type = TYPES.contains(cells[2].strip()) ? cells[2].strip() : "";
                NAME.matcher(cells[1])
                        .results()
                        .map((MatchResult name) -> name.group(1))
                        .forEach(name -> types.putIfAbsent(name, type));
            }
        }
        return new MetricsList(types);
    }

    List<String> ours() {
        return types.keySet().stream()
                .filter(name -> name.startsWith("letsrun_"))
                .toList();
    }

    /** Returns whether a query finds something under the name: a metric's own, or one of the series of a histogram or summary. */
    boolean knows(String series) {
        return types.entrySet().stream()
                .anyMatch(metric -> series(metric.getKey(), metric.getValue()).contains(series)
                        || metric.getKey().endsWith("_*")
                                && series.startsWith(metric.getKey()
                                        .substring(0, metric.getKey().length() - 1)));
    }

    static List<String> series(String name, String type) {
        return switch (type) {
            case "histogram" -> suffixed(name, "_bucket", "_count", "_sum", "_max");
            case "summary" -> suffixed(name, "_count", "_sum", "_max");
            default -> List.of(name);
        };
    }

    private static List<String> suffixed(String name, String... suffixes) {
        return Arrays.stream(suffixes).map(suffix -> name + suffix).toList();
    }

    /** Returns every series of ours that is asked for when any of a metric's is: a histogram is on a dashboard when one is. */
    List<String> seriesOf(String name) {
        return series(name, types.getOrDefault(name, ""));
    }
}
