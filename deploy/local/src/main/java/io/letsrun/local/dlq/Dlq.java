package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.terminal.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The console on the command line: what is only looked at, or takes a word. */
@Command(
        name = "dlq",
        description = {
            "Lists, replays and discards dead letters, through the console of the running stack.",
            "A dead letter is a record that could not be stored. No command deletes one.",
            "Times are in UTC. Exit codes: 0 done, 1 refused or failed, 2 wrong usage."
        },
        footer = {"", "For another console, give --url, and set LETSRUN_CONSOLE_USER and LETSRUN_CONSOLE_PASSWORD."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListLetters.class, ReplayLetters.class, DiscardLetters.class, EditLetter.class})
public final class Dlq {

    private static final Set<String> VERBS = Set.of("pause", "resume", "cancel");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec dlq;

    @Command(
            name = "show",
            description = {
                "Shows a letter: payload, headers, why it failed, and what was done with it.",
                "Everything that may be personal is hidden; --reveal shows it."
            },
            mixinStandardHelpOptions = true)
    void show(
            @Mixin Reach reach,
            @Parameters(paramLabel = "ID", description = "The letter.") long id,
            @ArgGroup(exclusive = false) @Nullable Reveal reveal) {
        Console console = reach.console();
        JsonNode letter = console.get("/letters/" + id);
        JsonNode shown =
                reveal == null ? letter : console.post("/letters/" + id + "/reveal", Map.of("reason", reveal.reason));
        if (reach.json()) {
            reach.print(shown);
        } else {
            new LetterText(reach.terminal()).print(letter, shown);
        }
    }

    static final class Reveal {

        @Option(
                names = "--reveal",
                required = true,
                description = "Show the record as it is. The audit keeps who saw it.")
        private boolean wanted;

        @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why you need to see it.")
        private String reason = "";
    }

    @Command(
            name = "causes",
            description = {
                "Counts letters by cause, the last seen first.",
                "Letters have one cause if group, root exception, message (without values) and our code's top frames are the same."
            },
            mixinStandardHelpOptions = true)
    void causes(
            @Mixin Reach reach,
            @Option(
                            names = "--topic",
                            paramLabel = "TOPIC",
                            description = "Only this topic, or topics with this in their name.")
                    @Nullable String topic,
            @Option(
                            names = "--group",
                            paramLabel = "GROUP",
                            description = "Only this group, or groups with this in their name.")
                    @Nullable String group,
            @Option(names = "--open", description = "Only causes with open letters.") boolean open) {
        Map<String, String> wanted = new LinkedHashMap<>();
        put(wanted, "topic", topic);
        put(wanted, "group", group);
        put(wanted, "state", open ? "open" : null);
        JsonNode answer = reach.console().get("/causes", wanted);
        if (reach.listed(answer, "No causes found.")) {
            return;
        }
        Table table = new Table("CAUSE", "OPEN", "TOTAL", "LAST (UTC)", "VERSION", "GROUP", "WHY");
        answer.path("items")
                .forEach(cause -> table.row(
                        Shown.cause(cause, "fingerprint"),
                        Shown.number(cause, "open"),
                        Shown.number(cause, "total"),
                        Shown.time(cause, "lastSeen"),
                        Shown.text(cause, "serviceVersion", 14),
                        Shown.text(cause, "group", 20),
                        Shown.failure(cause)));
        reach.print(table);
        reach.line("An example of the first: ./letsrun dlq show "
                + Shown.text(answer.path("items").path(0), "sample"));
    }

    private static void put(Map<String, String> wanted, String name, @Nullable String value) {
        if (value != null) {
            wanted.put(name, value);
        }
    }

    @Command(name = "replays", description = "Lists replays, newest first.", mixinStandardHelpOptions = true)
    void replays(@Mixin Reach reach, @Mixin Limit limit) {
        JsonNode page = reach.console().get("/replays", limit.parameter());
        if (reach.listed(page, "Nothing was replayed.")) {
            return;
        }
        Table table = new Table("REPLAY", "CREATED (UTC)", "BY", "STATE", "PROGRESS");
        page.path("items")
                .forEach(replay -> table.row(
                        Shown.text(replay, "id"),
                        Shown.time(replay, "createdAt"),
                        Shown.text(replay, "createdBy", 12),
                        Shown.text(replay, "state"),
                        new ReplayStatus(replay).numbers()));
        reach.print(table);
    }

    @Command(
            name = "audit",
            description = "Shows who did what to which letters, newest first.",
            mixinStandardHelpOptions = true)
    void audit(@Mixin Reach reach, @Mixin Limit limit) {
        JsonNode page = reach.console().get("/audit", limit.parameter());
        if (reach.listed(page, "No entries yet.")) {
            return;
        }
        Table table = new Table("AT (UTC)", "WHO", "ACTION", "LETTERS", "TO", "REASON");
        page.path("items")
                .forEach(entry -> table.row(
                        Shown.time(entry, "at"),
                        Shown.text(entry, "who", 16),
                        Shown.text(entry, "action"),
                        entry.has("count") ? Shown.number(entry, "count") : "-",
                        subject(entry),
                        Shown.text(entry, "reason")));
        reach.print(table);
    }

    private static String subject(JsonNode entry) {
        if (entry.has("replay")) {
            return "replay " + Shown.text(entry, "replay");
        }
        String letters = entry.path("letters")
                .valueStream()
                .limit(5)
                .map(JsonNode::asString)
                .collect(Collectors.joining(" "));
        return entry.path("letters").isEmpty() ? "a filter" : "letter " + letters;
    }

    static final class Limit {

        @Option(
                names = {"-n", "--limit"},
                paramLabel = "N",
                defaultValue = "50",
                description = "How many at most, up to 200 (default ${DEFAULT-VALUE}).")
        private int limit;

        Map<String, Integer> parameter() {
            return Map.of("limit", limit);
        }
    }

    @Command(
            name = "watch",
            description =
                    "Shows a replay's progress until it ends. Exits as replay does. Ctrl-C leaves the replay running.",
            mixinStandardHelpOptions = true)
    int watch(@Mixin Reach reach, @Parameters(paramLabel = "REPLAY", description = "The replay.") UUID id) {
        Console console = reach.console();
        JsonNode replay = console.get("/replays/" + id);
        if (new ReplayStatus(replay).state().equals("draft")) {
            throw new Refusal("That replay was never started; it is only a draft.");
        }
        return new ReplayWatch(reach).follow(console, replay, false);
    }

    @Command(
            name = "pause",
            aliases = {"resume", "cancel"},
            description = {
                "pause: sends no more; letters already sent still get their verdict.",
                "resume: continues a replay that was paused or that stopped itself.",
                "cancel: ends a replay; the letters that were not sent stay open."
            },
            mixinStandardHelpOptions = true)
    void steer(@Mixin Reach reach, @Parameters(paramLabel = "REPLAY", description = "The replay.") UUID id) {
        String verb = dlq.commandLine().getParseResult().originalArgs().stream()
                .filter(VERBS::contains)
                .findFirst()
                .orElseThrow();
        JsonNode answer = reach.console().post("/replays/" + id + "/" + verb, Map.of());
        reach.print(answer, new ReplayStatus(answer).line(false));
    }
}
