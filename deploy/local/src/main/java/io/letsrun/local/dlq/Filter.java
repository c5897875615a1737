package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters are meant: those that every given option holds for. The console says what it does not understand. */
final class Filter {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Their topic, or any part of its name.")
    private @Nullable String topic;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "The consumer group that failed, or any part of its name.")
    private @Nullable String group;

    @Option(
            names = "--exception",
            paramLabel = "NAME",
            description = "The class of the root cause, or any part of its name.")
    private @Nullable String exception;

    @Option(names = "--text", paramLabel = "TEXT", description = "In the exception's message; at least 3 characters.")
    private @Nullable String text;

    @Option(names = "--user", paramLabel = "UUID", description = "The user they are about.")
    private @Nullable String user;

    @Option(names = "--from", paramLabel = "TIME", description = "Failed then or later, as 2026-01-02T06:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Failed before.")
    private @Nullable String to;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, sending, sent, applied, failed-again or discarded. Only open ones can be replayed.")
    private @Nullable String state;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "The cause, as ./letsrun dlq causes shows it.")
    private @Nullable String cause;

    boolean isEmpty() {
        return given().isEmpty();
    }

    /** Whether the causes alone tell how many letters of each are meant. */
    boolean isByCause() {
        return text == null && user == null && from == null && to == null;
    }

    /** Returns the filter as the API takes it. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "topic", topic);
        put(given, "group", group);
        put(given, "exception", exception);
        put(given, "text", text);
        put(given, "user", user);
        put(given, "from", from);
        put(given, "to", to);
        put(given, "state", state);
        put(given, "cause", cause);
        return given;
    }

    /** The API takes an empty value for none; then {@code --topic "$UNSET"} would mean every topic. */
    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw new Refusal("--" + name + " is empty: leave it out to mean all.");
        }
        if (value != null) {
            given.put(name, value);
        }
    }
}
