package io.letsrun.local.dlq;

import io.letsrun.local.console.Parameters;
import io.letsrun.local.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "replays", description = "Lists replays, newest first.", mixinStandardHelpOptions = true)
final class ListReplays implements Runnable {

    @Mixin
    private final Reach reach;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most, up to 200 (default ${DEFAULT-VALUE}).")
    private int limit;

    ListReplays(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        JsonNode page = reach.console().get("/replays", new Parameters().with("limit", limit));
        if (reach.json()) {
            reach.print(page);
        } else if (page.path("items").isEmpty()) {
            reach.line("Nothing was replayed.");
        } else {
            print(page);
        }
    }

    private void print(JsonNode page) {
        Table table = new Table("REPLAY", "CREATED (UTC)", "BY", "STATE", "PROGRESS");
        page.path("items")
                .forEach(replay -> table.row(
                        Shown.text(replay, "id"),
                        Shown.time(replay, "createdAt"),
                        Shown.text(replay, "createdBy", 12),
                        Shown.text(replay, "state"),
                        new Progress(replay).numbers()));
        reach.print(table);
    }
}
