package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import io.letsrun.local.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Follows a replay until it ends. It does not depend on who watches: nor on whether its console is away for a while. */
final class ReplayWatch {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Reach reach;
    private final Terminal terminal;
    private String last = "";

    ReplayWatch(Reach reach) {
        this.reach = reach;
        this.terminal = reach.terminal();
    }

    /**
     * Follows it to its end, if that is wanted.
     *
     * @return the exit code
     */
    int follow(Console console, JsonNode replay, boolean noWait) {
        if (noWait) {
            reach.print(replay, "Under way: ./letsrun dlq watch " + new ReplayStatus(replay).id());
            return 0;
        }
        ReplayStatus progress = new ReplayStatus(replay);
        String id = progress.id();
        // Not removed in the end, which would fail when Ctrl-C comes in that very moment.
        AtomicBoolean watching = new AtomicBoolean(true);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (watching.get()) {
                farewell(id);
            }
        }));
        try {
            while (!progress.ended()) {
                show(progress.line());
                Pause.of(LOOK);
                progress = new ReplayStatus(again(console, id));
            }
        } finally {
            watching.set(false);
        }
        return conclude(progress);
    }

    private JsonNode again(Console console, String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            Optional<JsonNode> replay = console.look("/replays/" + id);
            if (replay.isPresent()) {
                return replay.get();
            }
            show("The console does not answer; when it is back, the replay goes on.");
            Pause.of(LOOK);
        }
        throw new Refusal("The console has not answered for " + PATIENCE.toMinutes() + " min. " + goesOn(id));
    }

    private int conclude(ReplayStatus end) {
        if (reach.json()) {
            reach.print(end.replay(), "");
        } else {
            show(end.line());
            terminal.raw(terminal.interactive() ? "\n" : "");
        }
        if (!end.well()) {
            terminal.complaint(verdict(end));
        }
        return end.well() ? 0 : 1;
    }

    private static String verdict(ReplayStatus end) {
        return switch (end.state()) {
            case "stopped" -> "The replay stopped itself: " + end.reason() + ". The letters it has not sent are open.";
            case "cancelled" -> "The replay was cancelled: " + end.numbers() + ".";
            default ->
                count(end, "failed", " failed again (./letsrun dlq list --state open shows the new failures)")
                        + count(end, "skipped", " not sent: " + end.reason())
                        + "Not every letter was applied.";
        };
    }

    private static String count(ReplayStatus end, String field, String what) {
        return end.count(field) == 0 ? "" : Shown.letters(end.count(field)) + what + ". ";
    }

    /** After Ctrl-C, which leaves the cursor behind the progress. */
    private void farewell(String id) {
        terminal.raw(terminal.interactive() && !reach.json() ? "\n" : "");
        terminal.complaint(goesOn(id));
    }

    private static String goesOn(String id) {
        return "The replay goes on without this terminal: ./letsrun dlq watch " + id
                + " shows it, and pause or cancel in the place of watch halt it.";
    }

    /** In place on a terminal, and only what is new elsewhere. */
    private void show(String line) {
        if (reach.json() || line.equals(last)) {
            return;
        }
        last = line;
        terminal.raw(terminal.interactive() ? "\r\033[K" + line : line + "\n");
    }
}
