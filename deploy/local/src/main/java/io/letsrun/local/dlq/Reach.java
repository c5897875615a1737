package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.stack.ConsoleDoor;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which console is meant, who asks it, and how its answers are shown. */
public final class Reach {

    private static final int WIDTH = 120;
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String USER = "LETSRUN_CONSOLE_USER";
    private static final String PASSWORD = "LETSRUN_CONSOLE_PASSWORD";

    private final ConsoleDoor door;
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(names = "--url", paramLabel = "URL", description = "The console to use instead of the running stack's.")
    private @Nullable URI url;

    @Option(names = "--json", description = "Print the API's JSON, one answer per line.")
    private boolean json;

    /** @param environment of this process: it may say who asks */
    public Reach(ConsoleDoor door, Terminal terminal, Map<String, String> environment) {
        this.door = door;
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
            return new Console(address(), new Credentials(given, password));
        }
        if (url != null) {
            throw new Refusal("With --url, " + USER + " and " + PASSWORD + " have to be in the environment.");
        }
        return new Console(address(), new Credentials(user, door.password(user)));
    }

    private URI address() {
        if (url == null) {
            return door.address();
        }
        if (!SCHEMES.contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new Refusal("The console's URL is like http://localhost:8090, and " + url + " is not.");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    /** Whether nothing is left to show of an answer: it was printed as JSON, or it is empty and that was said. */
    boolean listed(JsonNode answer, String nothing) {
        if (json) {
            print(answer);
        } else if (answer.path("items").isEmpty()) {
            line(nothing);
        }
        return json || answer.path("items").isEmpty();
    }

    void print(JsonNode answer) {
        terminal.line(answer.toString());
    }

    /** @param line says the same to people */
    void print(JsonNode answer, String line) {
        terminal.line(json ? answer.toString() : line);
    }

    void print(Table table) {
        table.print(terminal, WIDTH);
    }

    void line(String line) {
        terminal.line(line);
    }
}
