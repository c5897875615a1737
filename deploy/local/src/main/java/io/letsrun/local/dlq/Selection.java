package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The letters that something is done to, named one by one or all that a filter matches; and the yes to it. */
final class Selection {

    /** So many letters are looked at one by one, where a count of causes cannot tell. */
    private static final int LOOK = 100;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Numbers of letters.")
    private List<Long> ids = List.of();

    @Mixin
    private final Filter filter = new Filter();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /** Refuses what means no letters or what nobody could say yes to. Nothing at all could mean everything. */
    void require(Terminal terminal) {
        if (ids.isEmpty() == filter.isEmpty()) {
            String fault = ids.isEmpty()
                    ? "Which letters? Name them, or give a filter; --state open means all open ones."
                    : "Either name letters, or give a filter, not both.";
            throw new ParameterException(command.commandLine(), fault);
        }
        if (!yes && !terminal.interactive()) {
            throw new Refusal("Nobody can be asked here: add --yes, or run it in a terminal.");
        }
    }

    /** Returns the body of a request about them. */
    Map<String, Object> body() {
        return new HashMap<>(ids.isEmpty() ? Map.of("filter", filter.given()) : Map.of("letters", ids));
    }

    /** Tells how many letters there are and why they failed, and asks. */
    boolean confirmed(Reach reach, Console console, String toBe, long count, String question) {
        if (!reach.json()) {
            reach.line("To be " + toBe + ": " + Shown.letters(count) + ".");
            printCauses(reach, console, count);
        }
        return yes || reach.terminal().agrees(question);
    }

    /** Prints how many open letters there are of each cause, as far as that can be told quickly. */
    private void printCauses(Reach reach, Console console, long all) {
        Map<String, Object> open = new LinkedHashMap<>(filter.given());
        open.put("state", "open");
        if (!ids.isEmpty()) {
            tally(reach, ids.stream().limit(LOOK).map(id -> console.get("/letters/" + id)), all);
        } else if (filter.isByCause()) {
            Table table = table();
            console.get("/causes", open)
                    .path("items")
                    .forEach(cause -> table.row(
                            Shown.number(cause, "open"), Shown.cause(cause, "fingerprint"), Shown.failure(cause)));
            reach.print(table);
        } else {
            open.put("limit", LOOK);
            tally(reach, console.get("/letters", open).path("items").valueStream(), all);
        }
    }

    private static void tally(Reach reach, Stream<JsonNode> letters, long all) {
        Map<String, List<JsonNode>> causes = letters.filter(
                        letter -> letter.path("state").asString("").equals("open"))
                .collect(Collectors.groupingBy(
                        letter -> Shown.cause(letter, "cause"), LinkedHashMap::new, Collectors.toList()));
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
}
