package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.AtLeastOne;
import io.letsrun.local.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The console on the command line. */
@Command(
        name = "dlq",
        description = {
            "Lists, replays and discards dead letters, through the console of the running stack.",
            "A dead letter is a record that could not be stored. No command deletes one.",
            "Times are in UTC. Exit codes: 0 done, 1 refused or failed, 2 wrong usage."
        },
        footer = {"", "For another console, give --url, and set LETSRUN_CONSOLE_USER and LETSRUN_CONSOLE_PASSWORD."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Dlq {

    private static final int PAGE = 200;

    @Mixin
    private final Reach reach;

    /** @param environment of this process: it may say who asks */
    public Dlq(Stack stack, Terminal terminal, Map<String, String> environment) {
        this.reach = new Reach(stack, terminal, environment);
    }

    @Command(description = "Lists letters, the last failed first.", mixinStandardHelpOptions = true)
    void list(
            @Mixin Filter filter,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "N",
                            defaultValue = "50",
                            converter = AtLeastOne.class,
                            description = "How many at most (default ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--all", description = "All of them, however many.") boolean all) {
        Console console = reach.console();
        Map<String, Object> wanted = new LinkedHashMap<>(filter.given());
        long left = all ? Long.MAX_VALUE : limit;
        long shown = 0;
        boolean more = true;
        while (left > 0 && more) {
            wanted.put("limit", Math.min(left, PAGE));
            JsonNode page = console.get("/letters", wanted);
            int found = page.path("items").size();
            left -= found;
            shown += found;
            more = page.has("next");
            wanted.put("cursor", page.path("next").asString(""));
            if (reach.json() || found > 0) {
                show(page);
            }
        }
        if (!reach.json() && shown == 0) {
            reach.terminal().line("No letter matches.");
        } else if (!reach.json() && more) {
            reach.terminal()
                    .line("There may be more: --limit " + 10 * shown + ", or --all. ./letsrun dlq causes counts them.");
        }
    }

    private void show(JsonNode page) {
        reach.list(
                page,
                "",
                List.of("ID", "FAILED (UTC)", "STATE", "GROUP", "TOPIC", "WHY"),
                letter -> List.of(
                        Shown.text(letter, "id"),
                        Shown.time(letter, "failedAt"),
                        Shown.text(letter, "state"),
                        Shown.text(letter, "group", 20),
                        Shown.text(letter, "topic", 24),
                        Shown.failure(letter)));
    }

    @Command(
            description = {
                "Shows a letter: payload, headers, why it failed, and what was done with it.",
                "Everything that may be personal is hidden; --reveal shows it."
            },
            mixinStandardHelpOptions = true)
    void show(
            @Parameters(paramLabel = "ID", description = "The letter.") long id,
            @ArgGroup(exclusive = false) @Nullable Reveal reveal) {
        Console console = reach.console();
        JsonNode letter = console.get("/letters/" + id);
        JsonNode shown =
                reveal == null ? letter : console.post("/letters/" + id + "/reveal", Map.of("reason", reveal.reason));
        if (reach.json()) {
            reach.print(shown, "");
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
            description = {
                "Counts letters by cause, the last seen first.",
                "Letters have one cause if group, root exception, message (without values) and our code's top frames are the same."
            },
            mixinStandardHelpOptions = true)
    void causes(
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
        boolean listed = reach.list(
                answer,
                "No causes found.",
                List.of("CAUSE", "OPEN", "TOTAL", "LAST (UTC)", "VERSION", "GROUP", "WHY"),
                cause -> List.of(
                        Shown.cause(cause, "fingerprint"),
                        Shown.number(cause, "open"),
                        Shown.number(cause, "total"),
                        Shown.time(cause, "lastSeen"),
                        Shown.text(cause, "serviceVersion", 14),
                        Shown.text(cause, "group", 20),
                        Shown.failure(cause)));
        if (listed) {
            String sample = Shown.text(answer.path("items").path(0), "sample");
            reach.terminal().line("An example of the first: ./letsrun dlq show " + sample);
        }
    }

    private static void put(Map<String, String> wanted, String name, @Nullable String value) {
        if (value != null) {
            wanted.put(name, value);
        }
    }

    @Command(description = "Lists replays, newest first.", mixinStandardHelpOptions = true)
    void replays(@Mixin Limit limit) {
        reach.list(
                reach.console().get("/replays", limit.parameter()),
                "Nothing was replayed.",
                List.of("REPLAY", "CREATED (UTC)", "BY", "STATE", "PROGRESS"),
                replay -> List.of(
                        Shown.text(replay, "id"),
                        Shown.time(replay, "createdAt"),
                        Shown.text(replay, "createdBy", 12),
                        Shown.text(replay, "state"),
                        new ReplayStatus(replay).numbers()));
    }

    @Command(description = "Shows who did what to which letters, newest first.", mixinStandardHelpOptions = true)
    void audit(@Mixin Limit limit) {
        reach.list(
                reach.console().get("/audit", limit.parameter()),
                "No entries yet.",
                List.of("AT (UTC)", "WHO", "ACTION", "LETTERS", "TO", "REASON"),
                entry -> List.of(
                        Shown.time(entry, "at"),
                        Shown.text(entry, "who", 16),
                        Shown.text(entry, "action"),
                        entry.has("count") ? Shown.number(entry, "count") : "-",
                        subject(entry),
                        Shown.text(entry, "reason")));
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
        return letters.isEmpty() ? "a filter" : "letter " + letters;
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
            description = {
                "Sends letters to their consumer group once more, and waits for the verdict on each.",
                "Counts them first, and asks. The first 5 are sent alone: if one of them fails again, the rest is not sent.",
                "Exits with 0 only when every letter was applied."
            },
            mixinStandardHelpOptions = true)
    int replay(
            @Mixin Selection selection,
            @Option(names = "--rate", paramLabel = "N", description = "Letters a second (default 100).") @Nullable Integer rate,
            @Option(names = "--no-wait", description = "Return as soon as it is under way.") boolean noWait) {
        selection.require(reach.terminal());
        Console console = reach.console();
        Map<String, Object> body = selection.body();
        if (rate != null) {
            body.put("rate", rate);
        }
        JsonNode draft = console.post("/replays", body);
        String path = "/replays/" + draft.path("id").asString("");
        long count = draft.path("expected").asLong();
        String question = "Replay " + Shown.letters(count) + " at " + Shown.number(draft, "rate") + " a second?";
        if (!selection.confirmed(reach, console, "replayed", count, question)) {
            console.post(path + "/cancel", Map.of());
            throw new Refusal("Nothing was replayed.");
        }
        JsonNode started = console.post(path + "/start", Map.of("count", count));
        return new ReplayWatch(reach).follow(console, started, noWait);
    }

    @Command(
            description = {
                "Marks letters as ones that nobody will replay. Counts them first, and asks.",
                "They can still be found and read, with the reason. A discard cannot be undone."
            },
            mixinStandardHelpOptions = true)
    void discard(
            @Mixin Selection selection,
            @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why; the audit keeps it.")
                    String reason) {
        selection.require(reach.terminal());
        Console console = reach.console();
        Map<String, Object> body = selection.body();
        JsonNode preview = console.post("/discards/preview", body);
        long count = preview.path("count").asLong();
        if (count == 0) {
            throw new Refusal("None of these letters is open.");
        }
        if (!selection.confirmed(reach, console, "discarded", count, "Discard " + Shown.letters(count) + "?")) {
            throw new Refusal("Nothing was discarded.");
        }
        body.put("reason", reason);
        body.put("count", count);
        body.put("upTo", preview.path("upTo").asLong(Long.MAX_VALUE));
        JsonNode answer = console.post("/discards", body);
        reach.print(
                answer, "Discarded " + Shown.letters(answer.path("discarded").asLong()) + ".");
    }

    @Command(
            description = {
                "Replays one letter with a corrected payload, as a new event that names the old one.",
                "The payload must match the JSON Schema of its event type. Only an editor may do this, and only if editing is on."
            },
            mixinStandardHelpOptions = true)
    int edit(
            @Parameters(paramLabel = "ID", description = "The letter.") long id,
            @Option(
                            names = "--value",
                            paramLabel = "FILE",
                            required = true,
                            description = "The payload; - is standard input.")
                    String file,
            @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why; the audit keeps it.")
                    String reason,
            @Option(names = "--no-wait", description = "Do not wait for the verdict.") boolean noWait) {
        String value = value(file);
        Console console = reach.as("editor");
        JsonNode replay = console.post("/letters/" + id + "/edit", Map.of("value", value, "reason", reason));
        return new ReplayWatch(reach).follow(console, replay, noWait);
    }

    private String value(String file) {
        try (InputStream in = file.equals("-") ? reach.terminal().in() : Files.newInputStream(Path.of(file))) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal("The payload in " + file + " is not UTF-8.", e);
        } catch (IOException e) {
            throw new Refusal("Cannot read " + file + ".", e);
        }
    }

    @Command(
            description =
                    "Shows a replay's progress until it ends. Exits as replay does. Ctrl-C leaves the replay running.",
            mixinStandardHelpOptions = true)
    int watch(@Parameters(paramLabel = "REPLAY", description = "The replay.") UUID id) {
        Console console = reach.console();
        JsonNode replay = console.get("/replays/" + id);
        if (new ReplayStatus(replay).state().equals("draft")) {
            throw new Refusal("That replay was never started; it is only a draft.");
        }
        return new ReplayWatch(reach).follow(console, replay, false);
    }

    @Command(
            description = "Sends no more letters of a replay; those already sent still get their verdict.",
            mixinStandardHelpOptions = true)
    void pause(@Parameters(paramLabel = "REPLAY", description = "The replay.") UUID id) {
        steer(id, "pause");
    }

    @Command(
            description = "Continues a replay that was paused or that stopped itself.",
            mixinStandardHelpOptions = true)
    void resume(@Parameters(paramLabel = "REPLAY", description = "The replay.") UUID id) {
        steer(id, "resume");
    }

    @Command(description = "Ends a replay; the letters that were not sent stay open.", mixinStandardHelpOptions = true)
    void cancel(@Parameters(paramLabel = "REPLAY", description = "The replay.") UUID id) {
        steer(id, "cancel");
    }

    private void steer(UUID id, String verb) {
        JsonNode answer = reach.console().post("/replays/" + id + "/" + verb, Map.of());
        reach.print(answer, new ReplayStatus(answer).line());
    }
}
