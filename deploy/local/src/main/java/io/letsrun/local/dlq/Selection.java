package io.letsrun.local.dlq;

import io.letsrun.local.console.Console;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The letters that something is done to: named one by one, or all that a filter matches. */
final class Selection {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Letters, one by one.")
    private List<Long> ids = List.of();

    @Mixin
    private final Filter filter = new Filter();

    List<Long> ids() {
        return ids;
    }

    Filter filter() {
        return filter;
    }

    /** Nothing at all could mean everything, and is therefore refused. */
    void require() {
        if (ids.isEmpty() == filter.isEmpty()) {
            String fault = ids.isEmpty()
                    ? "Which letters? Name them, or give a filter; --state open is all that are open."
                    : "Either name letters, or give a filter, not both.";
            throw new ParameterException(command.commandLine(), fault);
        }
    }

    /** Returns the body of a request about them. */
    Map<String, Object> body(Console console) {
        Map<String, Object> body = new HashMap<>();
        if (ids.isEmpty()) {
            body.put("filter", filter.in(console));
        } else {
            body.put("letters", ids);
        }
        return body;
    }
}
