package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.console.Console;
import io.letsrun.local.console.Parameters;
import io.letsrun.local.terminal.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists letters, the last failed first.", mixinStandardHelpOptions = true)
final class ListLetters implements Runnable {

    private static final int PAGE = 200;

    @Mixin
    private final Reach reach;

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

    ListLetters(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        Console console = reach.console();
        Map<String, String> wanted = filter.given();
        long left = all ? Long.MAX_VALUE : atLeastOne();
        String cursor = null;
        long shown = 0;
        do {
            JsonNode page = page(console, wanted, (int) Math.min(left, PAGE), cursor);
            left -= page.path("items").size();
            shown += page.path("items").size();
            cursor = page.path("next").asStringOpt().orElse(null);
            show(page);
        } while (left > 0 && cursor != null);
        conclude(shown, cursor != null);
    }

    private static JsonNode page(Console console, Map<String, String> wanted, int limit, @Nullable String cursor) {
        return console.get(
                "/letters", new Parameters().with(wanted).with("limit", limit).with("cursor", cursor));
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
