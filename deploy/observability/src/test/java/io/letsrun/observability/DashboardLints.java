package io.letsrun.observability;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What holds for dashboards. */
final class DashboardLints {

    /** What Grafana 12 writes; an older one is migrated at each load, a newer one is not understood. */
    private static final int SCHEMA = 41;

    private DashboardLints() {}

    static Stream<Lint> all() {
        return Stream.of(
                new Lint("a dashboard's uid is its own, and follows its file's name", DashboardLints::strangeUids),
                dashboards(
                        "a dashboard has the schema of the Grafana it is for",
                        dashboard -> dashboard.schema() == SCHEMA),
                dashboards(
                        "a dashboard lets its data source be chosen",
                        dashboard -> dashboard.variables().contains("datasource")),
                dashboards("a panel's id is its own", dashboard -> unique(dashboard, panel -> "" + panel.id())),
                dashboards("a panel's title is its own", dashboard -> unique(dashboard, Panel::title)),
                panels("a panel has a title and a description", DashboardLints::isTold),
                panels("a panel has a unit", panel -> !panel.unit().isBlank()),
                panels(
                        "a panel asks the chosen data source",
                        panel -> panel.datasource().equals("${datasource}")),
                panels("a panel asks something", DashboardLints::asks),
                panels(
                        "a panel lies within the 24 columns",
                        panel -> panel.area().fits()),
                new Lint("no panel hides another", DashboardLints::hidden));
    }

    private static Lint dashboards(String says, Predicate<Dashboard> holds) {
        return new Lint(
                says,
                directory ->
                        directory.dashboards().stream().filter(holds.negate()).map(Dashboard::file));
    }

    private static Lint panels(String says, Predicate<Panel> holds) {
        return new Lint(
                says,
                directory -> directory.dashboards().stream()
                        .flatMap(dashboard -> dashboard.panels().stream()
                                .filter(holds.negate())
                                .map(panel -> named(dashboard, panel))));
    }

    private static String named(Dashboard dashboard, Panel panel) {
        return dashboard.file() + ": " + panel.id() + " " + panel.title();
    }

    private static boolean unique(Dashboard dashboard, Function<Panel, String> of) {
        return Doubled.of(dashboard.panels().stream().map(of)).findAny().isEmpty();
    }

    private static boolean isTold(Panel panel) {
        return !panel.title().isBlank() && !panel.description().isBlank();
    }

    private static boolean asks(Panel panel) {
        return !panel.expressions().isEmpty() && panel.expressions().stream().noneMatch(String::isBlank);
    }

    private static Stream<String> strangeUids(Directory directory) {
        return directory.dashboards().stream()
                .filter(dashboard -> !dashboard.file().equals(dashboard.uid().replace("letsrun-", "") + ".json")
                        || !dashboard.uid().startsWith("letsrun-"))
                .map(dashboard -> dashboard.file() + ": " + dashboard.uid());
    }

    private static Stream<String> hidden(Directory directory) {
        return directory.dashboards().stream().flatMap(dashboard -> {
            List<Panel> panels = dashboard.panels();
            return panels.stream()
                    .filter(panel -> panels.stream()
                            .anyMatch(other -> other != panel && panel.area().overlaps(other.area())))
                    .map(panel -> named(dashboard, panel));
        });
    }
}
