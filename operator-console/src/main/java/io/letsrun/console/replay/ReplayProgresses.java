package io.letsrun.console.replay;

import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.UntrustedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a replay's numbers into words and a bar. */
final class ReplayProgresses {

    private static final int NOTE = 500;
    private static final ReplayProgress.Action PAUSE = new ReplayProgress.Action("pause", "Pause", "");
    private static final ReplayProgress.Action RESUME = new ReplayProgress.Action("resume", "Resume", "main");
    private static final ReplayProgress.Action RESUME_ALL =
            new ReplayProgress.Action("resume", "Send the rest all the same", "");
    private static final ReplayProgress.Action CANCEL =
            new ReplayProgress.Action("cancel", "Cancel what is not sent", "danger");

    private ReplayProgresses() {}

    static ReplayProgress of(Replay replay) {
        return new ReplayProgress(
                replay.id().toString(),
                Badge.of(replay.state().code()),
                replay.state().code(),
                live(replay),
                words(replay),
                replay.reason() == null ? "" : UntrustedText.text(replay.reason(), NOTE),
                Figures.count(replay.expected(), "letter"),
                parts(replay),
                actions(replay.state()));
    }

    /** Of a cancelled one verdicts may still come. */
    private static boolean live(Replay replay) {
        return switch (replay.state()) {
            case CANARY, RUNNING, PAUSED, STOPPED -> true;
            case CANCELLED -> replay.sending() + replay.sent() > 0;
            case DRAFT, DONE -> false;
        };
    }

    /** Changes with every tenth only, since it is read aloud when it changes. */
    private static String words(Replay replay) {
        return switch (replay.state()) {
            case DRAFT -> "Nothing has been sent yet.";
            case CANARY -> "The first letters are on trial; the rest waits for their verdicts.";
            case RUNNING -> "Sending, " + tenths(replay) + " % have their verdict.";
            case PAUSED -> "Paused; nothing more is sent.";
            case STOPPED -> "Stopped by itself; nothing more is sent.";
            case CANCELLED -> "Cancelled; what was not sent is open again.";
            case DONE -> done(replay);
        };
    }

    private static long tenths(Replay replay) {
        long settled = replay.applied() + replay.failed() + replay.skipped();
        return replay.expected() == 0 ? 0 : settled * 10 / replay.expected() * 10;
    }

    private static String done(Replay replay) {
        if (replay.applied() == replay.expected()) {
            return "Done: all " + Figures.count(replay.expected(), "letter") + " were applied.";
        }
        return "Done: %s applied, %s failed again, %s skipped."
                .formatted(
                        Figures.count(replay.applied()),
                        Figures.count(replay.failed()),
                        Figures.count(replay.skipped()));
    }

    private static List<ReplayProgress.Part> parts(Replay replay) {
        List<ReplayProgress.Part> parts = new ArrayList<>();
        long before = 0;
        before = add(parts, replay, before, "Applied", "good", replay.applied());
        before = add(parts, replay, before, "Failed again", "bad", replay.failed());
        before = add(parts, replay, before, "Skipped", "idle", replay.skipped());
        before = add(parts, replay, before, "Sent, no verdict yet", "busy", replay.sending() + replay.sent());
        add(parts, replay, before, "Waiting", "", replay.waiting());
        return parts;
    }

    private static long add(
            List<ReplayProgress.Part> parts, Replay replay, long before, String label, String kind, long count) {
        parts.add(new ReplayProgress.Part(
                label, kind, Figures.count(count), place(before, replay), place(count, replay)));
        return before + count;
    }

    private static String place(long count, Replay replay) {
        return String.format(
                Locale.ROOT,
                "%.1f",
                replay.expected() == 0 ? 0 : (double) ReplayProgress.WIDTH * count / replay.expected());
    }

    private static List<ReplayProgress.Action> actions(ReplayState state) {
        return switch (state) {
            case CANARY, RUNNING -> List.of(PAUSE, CANCEL);
            case PAUSED -> List.of(RESUME, CANCEL);
            case STOPPED -> List.of(RESUME_ALL, CANCEL);
            case DRAFT, CANCELLED, DONE -> List.of();
        };
    }
}
