package io.letsrun.observability;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds between METRICS.md and those who ask for metrics. */
final class MetricLints {

    /** Prometheus makes it itself. */
    private static final String ALERTS = "ALERTS";

    private MetricLints() {}

    static Stream<Lint> all() {
        return Stream.of(
                new Lint("a rule asks for what METRICS.md lists or a rule records", MetricLints::unknownInRules),
                new Lint(
                        "a dashboard asks for what METRICS.md lists or a rule records",
                        MetricLints::unknownOnDashboards),
                new Lint("a metric of ours is on a dashboard, or in a rule whose record is", MetricLints::nowhere),
                new Lint("METRICS.md gives the type of a metric of ours", MetricLints::withoutType));
    }

    private static Stream<String> unknownInRules(Directory directory) {
        return unknown(directory, ofRules(directory));
    }

    private static Stream<String> unknownOnDashboards(Directory directory) {
        return unknown(directory, ofDashboards(directory));
    }

    private static Stream<String> unknown(Directory directory, Set<String> asked) {
        MetricsList listed = directory.metrics();
        List<String> recorded = directory.recorded();
        return asked.stream().filter(name -> !name.equals(ALERTS) && !listed.knows(name) && !recorded.contains(name));
    }

    private static Stream<String> nowhere(Directory directory) {
        Set<String> shown = ofDashboards(directory);
        Set<String> throughRecords = directory.rules().stream()
                .filter(rule -> shown.contains(rule.path("record").asString("")))
                .flatMap(rule -> new Expression(rule.path("expr").asString("")).metrics().stream())
                .collect(Collectors.toSet());
        MetricsList listed = directory.metrics();
        return listed.ours().stream()
                .filter(name -> listed.seriesOf(name).stream()
                        .noneMatch(series -> shown.contains(series) || throughRecords.contains(series)));
    }

    private static Stream<String> withoutType(Directory directory) {
        MetricsList listed = directory.metrics();
        return listed.ours().stream()
                .filter(name -> listed.types().getOrDefault(name, "").isEmpty());
    }

    private static Set<String> ofRules(Directory directory) {
        return directory.rules().stream()
                .map(rule -> new Expression(rule.path("expr").asString("")))
                .flatMap(expression -> expression.metrics().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> ofDashboards(Directory directory) {
        return directory.dashboards().stream()
                .flatMap(dashboard -> dashboard.expressions().stream())
                .flatMap(text -> new Expression(text).metrics().stream())
                .collect(Collectors.toSet());
    }
}
