package io.letsrun.console.replay;

import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.UntrustedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A replay's numbers in words and a bar.
 *
 * @param known the state, as the page tells it when it asks again
 * @param live whether the numbers still change by themselves
 * @param words for a live region: a sentence that changes with every tenth only, since it is read aloud when it changes
 * @param note why it stopped, waits, or skipped letters; or nothing
 */
record ReplayProgress(
        String id,
        Badge state,
        String known,
        boolean live,
        String words,
        String note,
        String expected,
        List<Part> parts,
        List<Action> actions) {

    /** The bar's width. */
    static final int WIDTH = 1000;

    private static final int NOTE = 500;
    private static final Action PAUSE = new Action("pause", "Pause", "");
    private static final Action RESUME = new Action("resume", "Resume", "main");
    private static final Action RESUME_ALL = new Action("resume", "Send the rest anyway", "");
    private static final Action CANCEL = new Action("cancel", "Cancel what is not sent", "danger");

    /**
     * Letters with the same fate.
     *
     * @param kind {@code good}, {@code bad}, {@code busy}, {@code idle} or nothing
     */
    record Part(String label, String kind, String count, String x, String width) {}

    /** @param verb the path's end */
    record Action(String verb, String label, String looks) {}

    static ReplayProgress of(Replay replay) {
        return new ReplayProgress(
                replay.id().toString(),
                badge(replay),
                replay.state().code(),
                isLive(replay),
                words(replay),
                replay.reason() == null ? "" : UntrustedText.text(replay.reason(), NOTE),
                Figures.count(replay.expected(), "letter"),
                parts(replay),
                actions(replay.state()));
    }

    /** Green only when every letter was applied. */
    static Badge badge(Replay replay) {
        if (replay.state() != ReplayState.DONE) {
            return Badge.of(replay.state().code());
        }
        if (replay.applied() == replay.expected()) {
            return new Badge("done", "good");
        }
        return replay.applied() == 0
                ? new Badge("done, none applied", "bad")
                : new Badge("done, " + Figures.count(replay.expected() - replay.applied()) + " not applied", "warn");
    }

    /** Of a cancelled one verdicts may still come. */
    private static boolean isLive(Replay replay) {
        return switch (replay.state()) {
            case CANARY, RUNNING, PAUSED, STOPPED -> true;
            case CANCELLED -> replay.sending() + replay.sent() > 0;
            case DRAFT, DONE -> false;
        };
    }

    private static String words(Replay replay) {
        return switch (replay.state()) {
            case DRAFT -> "Nothing has been sent yet.";
            case CANARY -> "The first letters are on trial. The rest waits for their results.";
            case RUNNING -> "Sending: " + tenths(replay) + " % have their verdict.";
            case PAUSED -> "Paused. Nothing more is sent.";
            case STOPPED -> "Stopped by itself. Nothing more is sent.";
            case CANCELLED -> "Cancelled. The letters that were not sent are open.";
            case DONE -> done(replay);
        };
    }

    private static long tenths(Replay replay) {
        long settled = replay.applied() + replay.failed() + replay.skipped();
        return replay.expected() == 0 ? 0 : settled * 10 / replay.expected() * 10;
    }

    private static String done(Replay replay) {
        if (replay.applied() == replay.expected()) {
            return replay.expected() == 1
                    ? "Done: the letter was applied."
                    : "Done: all " + Figures.count(replay.expected()) + " letters were applied.";
        }
        return "Done: %s applied, %s failed again, %s skipped."
                .formatted(
                        Figures.count(replay.applied()),
                        Figures.count(replay.failed()),
                        Figures.count(replay.skipped()));
    }

    private static List<Part> parts(Replay replay) {
        List<Part> parts = new ArrayList<>();
        long before = 0;
        before = add(parts, replay, before, "Applied", "good", replay.applied());
        before = add(parts, replay, before, "Failed again", "bad", replay.failed());
        before = add(parts, replay, before, "Skipped", "idle", replay.skipped());
        before = add(parts, replay, before, "Sent, no verdict yet", "busy", replay.sending() + replay.sent());
        add(parts, replay, before, "Waiting", "", replay.waiting());
        return parts;
    }

    private static long add(List<Part> parts, Replay replay, long before, String label, String kind, long count) {
        parts.add(new Part(label, kind, Figures.count(count), place(before, replay), place(count, replay)));
        return before + count;
    }

    private static String place(long count, Replay replay) {
        return String.format(
                Locale.ROOT, "%.1f", replay.expected() == 0 ? 0 : (double) WIDTH * count / replay.expected());
    }

    private static List<Action> actions(ReplayState state) {
        return switch (state) {
            case CANARY, RUNNING -> List.of(PAUSE, CANCEL);
            case PAUSED -> List.of(RESUME, CANCEL);
            case STOPPED -> List.of(RESUME_ALL, CANCEL);
            case DRAFT, CANCELLED, DONE -> List.of();
        };
    }
}
