package io.letsrun.local.dlq;

import io.letsrun.local.console.Parameters;
import io.letsrun.local.terminal.Table;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "audit",
        description = "Shows who did what to which letters, newest first.",
        mixinStandardHelpOptions = true)
final class ShowAudit implements Runnable {

    @Mixin
    private final Reach reach;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most, up to 200 (default ${DEFAULT-VALUE}).")
    private int limit;

    ShowAudit(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        JsonNode page = reach.console().get("/audit", new Parameters().with("limit", limit));
        if (reach.json()) {
            reach.print(page);
        } else if (page.path("items").isEmpty()) {
            reach.line("Nothing was done.");
        } else {
            print(page);
        }
    }

    private void print(JsonNode page) {
        Table table = new Table("AT (UTC)", "WHO", "ACTION", "LETTERS", "TO", "REASON");
        page.path("items")
                .forEach(deed -> table.row(
                        Shown.time(deed, "at"),
                        Shown.text(deed, "who", 16),
                        Shown.text(deed, "action"),
                        deed.has("count") ? Shown.number(deed, "count") : "-",
                        subject(deed),
                        Shown.text(deed, "reason")));
        reach.print(table);
    }

    private static String subject(JsonNode deed) {
        if (deed.has("replay")) {
            return "replay " + Shown.text(deed, "replay");
        }
        String letters = deed.path("letters")
                .valueStream()
                .limit(5)
                .map(JsonNode::asString)
                .collect(Collectors.joining(" "));
        return deed.path("letters").isEmpty() ? "a filter" : "letter " + letters;
    }
}
