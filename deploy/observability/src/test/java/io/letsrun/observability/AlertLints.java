package io.letsrun.observability;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for alerts. */
final class AlertLints {

    private static final String RUNBOOK = "deploy/observability/RUNBOOK.md#";
    private static final Set<String> SEVERITIES = Set.of("page", "ticket");

    private AlertLints() {}

    static Stream<Lint> all() {
        return Stream.of(
                new Lint("an alert's name is its own", AlertLints::doubledNames),
                new Lint("an alert has a test in which it fires", directory -> without(directory, AlertCase::fires)),
                new Lint("an alert has a test in which it is silent", directory -> without(directory, c -> !c.fires())),
                new Lint("a test is about an alert that exists", AlertLints::unknownAlerts),
                alerts("an alert pages somebody or is a ticket", alert -> SEVERITIES.contains(alert.severity())),
                alerts("an alert has a summary and a description", AlertLints::isTold),
                new Lint("an alert leads to a paragraph of the runbook", AlertLints::leadingNowhere),
                new Lint("a paragraph of the runbook belongs to an alert", AlertLints::paragraphsOfNone));
    }

    private static Lint alerts(String says, Predicate<Alert> holds) {
        return new Lint(
                says,
                directory -> directory.alerts().stream().filter(holds.negate()).map(Alert::name));
    }

    private static boolean isTold(Alert alert) {
        return !alert.summary().isBlank() && !alert.description().isBlank();
    }

    private static Stream<String> doubledNames(Directory directory) {
        return Doubled.of(directory.alerts().stream().map(Alert::name));
    }

    private static Stream<String> without(Directory directory, Predicate<AlertCase> wanted) {
        Set<String> tested =
                directory.cases().stream().filter(wanted).map(AlertCase::alert).collect(Collectors.toSet());
        return directory.alerts().stream().map(Alert::name).filter(name -> !tested.contains(name));
    }

    private static Stream<String> unknownAlerts(Directory directory) {
        List<String> known = directory.alerts().stream().map(Alert::name).toList();
        return directory.cases().stream().map(AlertCase::alert).distinct().filter(name -> !known.contains(name));
    }

    private static Stream<String> leadingNowhere(Directory directory) {
        List<String> paragraphs = directory.paragraphs();
        return directory.alerts().stream()
                .filter(alert -> !alert.runbook().startsWith(RUNBOOK)
                        || !paragraphs.contains(alert.runbook().substring(RUNBOOK.length())))
                .map(alert -> alert.name() + ": " + alert.runbook());
    }

    private static Stream<String> paragraphsOfNone(Directory directory) {
        List<String> led = directory.alerts().stream().map(Alert::runbook).toList();
        return directory.paragraphs().stream().filter(paragraph -> !led.contains(RUNBOOK + paragraph));
    }
}
