package io.letsrun.local.dlq;

import io.letsrun.local.console.Console;
import io.letsrun.local.console.Parameters;
import io.letsrun.local.terminal.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How many open letters of a selection there are of each cause, as far as that can be told quickly. */
final class Breakdown {

    /** So many letters are looked at one by one, where a count of causes cannot tell. */
    private static final int LOOK = 100;

    private final Reach reach;
    private final Console console;

    Breakdown(Reach reach, Console console) {
        this.reach = reach;
        this.console = console;
    }

    void print(Selection selection, long all) {
        if (!selection.ids().isEmpty()) {
            tally(selection.ids().stream().limit(LOOK).map(id -> console.get("/letters/" + id)), all);
        } else if (selection.filter().isByCause()) {
            counted(selection.filter());
        } else {
            Map<String, String> wanted = selection.filter().in(console);
            Parameters open =
                    new Parameters().with(wanted).with("state", "open").with("limit", LOOK);
            tally(console.get("/letters", open).path("items").valueStream(), all);
        }
    }

    private void counted(Filter filter) {
        Map<String, String> wanted = filter.in(console);
        Parameters parameters = new Parameters()
                .with("topic", wanted.get("topic"))
                .with("group", wanted.get("group"))
                .with("state", "open");
        Table table = table();
        console.get("/causes", parameters)
                .path("items")
                .valueStream()
                .filter(cause -> matches(wanted.get("cause"), cause, "fingerprint"))
                .filter(cause -> matches(wanted.get("exception"), cause, "exception"))
                .forEach(cause -> table.row(
                        Shown.number(cause, "open"), Fingerprints.shown(cause, "fingerprint"), Shown.failure(cause)));
        reach.print(table);
    }

    private void tally(Stream<JsonNode> letters, long all) {
        Map<String, List<JsonNode>> causes = letters.filter(
                        letter -> letter.path("state").asString("").equals("open"))
                .collect(Collectors.groupingBy(
                        letter -> Fingerprints.shown(letter, "cause"), LinkedHashMap::new, Collectors.toList()));
        Table table = table();
        causes.forEach((cause, alike) -> table.row(Shown.number(alike.size()), cause, Shown.failure(alike.getFirst())));
        reach.print(table);
        if (all > LOOK) {
            reach.line("(These are the causes of " + LOOK + " of them.)");
        }
    }

    private static Table table() {
        return new Table("LETTERS", "CAUSE", "WHY");
    }

    private static boolean matches(@Nullable String wanted, JsonNode cause, String field) {
        return wanted == null || wanted.equals(cause.path(field).asString(""));
    }
}
