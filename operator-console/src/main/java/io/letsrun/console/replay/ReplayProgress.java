package io.letsrun.console.replay;

import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.UntrustedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A replay's numbers in words and a bar. */
record ReplayProgress(Replay replay) {

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

    String id() {
        return replay.id().toString();
    }

    String expected() {
        return Figures.count(replay.expected(), "letter");
    }

    /** Why it stopped, waits, or skipped letters; or nothing. */
    String note() {
        return UntrustedText.text(replay.reason(), NOTE);
    }

    /** Green only when every letter was applied. */
    Badge state() {
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

    /** Whether the numbers still change by themselves: of a cancelled one verdicts may still come. */
    boolean live() {
        return switch (replay.state()) {
            case CANARY, RUNNING, PAUSED, STOPPED -> true;
            case CANCELLED -> replay.sending() + replay.sent() > 0;
            case DRAFT, DONE -> false;
        };
    }

    /** For a live region: a sentence that changes with every tenth only, since it is read aloud when it changes. */
    String words() {
        return switch (replay.state()) {
            case DRAFT -> "Nothing has been sent yet.";
            case CANARY -> "The first letters are on trial. The rest waits for their results.";
            case RUNNING -> "Sending: " + tenths() + " % have their verdict.";
            case PAUSED -> "Paused. Nothing more is sent.";
            case STOPPED -> "Stopped by itself. Nothing more is sent.";
            case CANCELLED -> "Cancelled. The letters that were not sent are open.";
            case DONE -> done();
        };
    }

    private long tenths() {
        long settled = replay.applied() + replay.failed() + replay.skipped();
        return replay.expected() == 0 ? 0 : settled * 10 / replay.expected() * 10;
    }

    private String done() {
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

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        long before = 0;
        before = add(parts, before, "Applied", "good", replay.applied());
        before = add(parts, before, "Failed again", "bad", replay.failed());
        before = add(parts, before, "Skipped", "idle", replay.skipped());
        before = add(parts, before, "Sent, no verdict yet", "busy", replay.sending() + replay.sent());
        add(parts, before, "Waiting", "", replay.waiting());
        return parts;
    }

    private long add(List<Part> parts, long before, String label, String kind, long count) {
        parts.add(new Part(label, kind, Figures.count(count), place(before), place(count)));
        return before + count;
    }

    private String place(long count) {
        return String.format(
                Locale.ROOT, "%.1f", replay.expected() == 0 ? 0 : (double) WIDTH * count / replay.expected());
    }

    List<Action> actions() {
        return switch (replay.state()) {
            case CANARY, RUNNING -> List.of(PAUSE, CANCEL);
            case PAUSED -> List.of(RESUME, CANCEL);
            case STOPPED -> List.of(RESUME_ALL, CANCEL);
            case DRAFT, CANCELLED, DONE -> List.of();
        };
    }
}
