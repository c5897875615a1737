package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Which letters are meant: those that every given option holds for. The options are the parts of the console's own filter, which
 * says what it does not understand.
 */
final class Filter {

    private static final Set<String> KNOWN_TO_CAUSES = Set.of("topic", "group", "exception", "state", "cause");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec options;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The letters' topic, or any part of its name.")
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

    @Option(names = "--from", paramLabel = "TIME", description = "Failed at this time or later: 2026-01-02T06:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Failed before this time.")
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
        return KNOWN_TO_CAUSES.containsAll(given().keySet());
    }

    /** Returns the filter as the API takes it. There an empty value is none: {@code --topic "$UNSET"} would mean every topic. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (OptionSpec option : options.options()) {
            String value = option.getValue();
            if (value != null && value.isBlank()) {
                throw new Refusal(option.longestName() + " is empty: leave it out to mean all.");
            }
            if (value != null) {
                given.put(option.longestName().substring("--".length()), value);
            }
        }
        return given;
    }
}
