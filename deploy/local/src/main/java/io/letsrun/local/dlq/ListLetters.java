package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.terminal.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists letters, the last failed first.", mixinStandardHelpOptions = true)
final class ListLetters implements Runnable {

    private static final int PAGE = 200;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Reach reach;

    @Mixin
    private final Filter filter = new Filter();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--all", description = "All of them, however many.")
    private boolean all;

    @Override
    public void run() {
        Console console = reach.console();
        Map<String, Object> wanted = new LinkedHashMap<>(filter.given());
        long left = all ? Long.MAX_VALUE : atLeastOne();
        Optional<String> cursor;
        long shown = 0;
        do {
            wanted.put("limit", Math.min(left, PAGE));
            JsonNode page = console.get("/letters", wanted);
            left -= page.path("items").size();
            shown += page.path("items").size();
            cursor = page.path("next").asStringOpt();
            cursor.ifPresent(next -> wanted.put("cursor", next));
            show(page);
        } while (left > 0 && cursor.isPresent());
        conclude(shown, cursor.isPresent());
    }

    private void show(JsonNode page) {
        if (reach.json()) {
            reach.print(page);
            return;
        }
        Table table = new Table("ID", "FAILED (UTC)", "STATE", "GROUP", "TOPIC", "WHY");
        page.path("items")
                .forEach(letter -> table.row(
                        Shown.text(letter, "id"),
                        Shown.time(letter, "failedAt"),
                        Shown.text(letter, "state"),
                        Shown.text(letter, "group", 20),
                        Shown.text(letter, "topic", 24),
                        Shown.failure(letter)));
        if (!page.path("items").isEmpty()) {
            reach.print(table);
        }
    }

    private void conclude(long shown, boolean more) {
        if (reach.json()) {
            return;
        }
        if (shown == 0) {
            reach.line("No letter matches.");
        } else if (more) {
            reach.line("There may be more: --limit " + 10 * shown + ", or --all. ./letsrun dlq causes counts them.");
        }
    }

    private int atLeastOne() {
        if (limit < 1) {
            throw new Refusal("--limit is at least 1, not " + limit + ".");
        }
        return limit;
    }
}
