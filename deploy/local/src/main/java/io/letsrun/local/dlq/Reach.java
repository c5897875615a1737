package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tools.jackson.databind.JsonNode;

/** Which console is meant, who asks it, and how its answers are shown. */
final class Reach {

    private static final int WIDTH = 120;
    private static final String USER = "LETSRUN_CONSOLE_USER";
    private static final String PASSWORD = "LETSRUN_CONSOLE_PASSWORD";

    private final Stack stack;
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The console to use instead of the running stack's.")
    private @Nullable URI url;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the API's JSON, one answer per line.")
    private boolean json;

    /** @param environment of this process: it may say who asks */
    Reach(Stack stack, Terminal terminal, Map<String, String> environment) {
        this.stack = stack;
        this.terminal = terminal;
        this.environment = environment;
    }

    Terminal terminal() {
        return terminal;
    }

    boolean json() {
        return json;
    }

    Console console() {
        return as("operator");
    }

    /** @param user of the running stack; whoever the environment names comes first */
    Console as(String user) {
        String given = environment.get(USER);
        String password = environment.get(PASSWORD);
        if (given != null && password != null) {
            return new Console(url == null ? stack.console() : url, given, password);
        }
        if (url != null) {
            throw new Refusal("With --url, " + USER + " and " + PASSWORD + " have to be in the environment.");
        }
        return new Console(stack.console(), user, stack.consolePassword(user));
    }

    /**
     * Prints the items of an answer.
     *
     * @param nothing says that there are none
     * @return whether it was as a table, so that more may be said
     */
    boolean list(JsonNode answer, String nothing, List<String> header, Function<JsonNode, List<String>> row) {
        List<JsonNode> items = answer.path("items").valueStream().toList();
        if (json || items.isEmpty()) {
            print(answer, nothing);
            return false;
        }
        Table table = new Table(header);
        items.forEach(item -> table.row(row.apply(item)));
        table.print(terminal, WIDTH);
        return true;
    }

    /** @param line says the same to people */
    void print(JsonNode answer, String line) {
        terminal.line(json ? answer.toString() : line);
    }
}
