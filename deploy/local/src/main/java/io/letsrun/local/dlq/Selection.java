package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.terminal.Terminal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The letters that something is done to, named one by one or all that a filter matches; and the yes to it. */
final class Selection {

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

    /** Tells how many letters there are, and why they failed where the causes can tell, and asks. */
    boolean confirmed(Reach reach, Console console, String toBe, long count, String question) {
        if (!reach.json()) {
            reach.terminal().line("To be " + toBe + ": " + Shown.letters(count) + ".");
            if (ids.isEmpty() && filter.isByCause()) {
                printCauses(reach, console);
            }
        }
        return yes || reach.terminal().agrees(question);
    }

    /** Prints how many open letters there are of each cause. */
    private void printCauses(Reach reach, Console console) {
        Map<String, Object> open = new LinkedHashMap<>(filter.given());
        open.put("state", "open");
        reach.list(
                console.get("/causes", open),
                "",
                List.of("LETTERS", "CAUSE", "WHY"),
                cause -> List.of(Shown.number(cause, "open"), Shown.cause(cause, "fingerprint"), Shown.failure(cause)));
    }
}
