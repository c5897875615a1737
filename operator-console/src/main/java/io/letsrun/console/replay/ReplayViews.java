package io.letsrun.console.replay;

import io.letsrun.console.search.FilterForm;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.UntrustedText;
import java.time.Duration;

/** Puts replays into words. */
final class ReplayViews {

    /** From this many on, the number is typed in: nobody sends ten thousand letters with a click beside the mark. */
    private static final int TYPED_FROM = 6;

    private static final int NAME = 8;
    private static final int NOTE = 120;

    private ReplayViews() {}

    static ReplayView page(Replay replay, String problem) {
        return view(ReplayView.PAGE, replay, false, problem);
    }

    /** @param known the state that the page shows */
    static ReplayView part(Replay replay, String known) {
        return view(ReplayView.PART, replay, !replay.state().code().equals(known), "");
    }

    private static ReplayView view(String template, Replay replay, boolean changed, String problem) {
        return new ReplayView(
                template,
                ReplayProgress.of(replay),
                replay.expected(),
                replay.state() == ReplayState.DRAFT,
                replay.expected() >= TYPED_FROM,
                Figures.count(replay.rate()),
                Figures.duration(Duration.ofSeconds(Math.ceilDiv(replay.expected(), replay.rate()))),
                chosen(replay),
                trial(replay),
                changed,
                "made by " + replay.createdBy() + " at " + Figures.moment(replay.createdAt()) + " UTC",
                problem);
    }

    /** How the sending begins. */
    private static String trial(Replay replay) {
        return replay.canaries() == 0
                ? ""
                : "The first " + replay.canaries()
                        + " go ahead, from different causes. If one of them fails again, the replay"
                        + " stops by itself. The rest follows only when all " + replay.canaries() + " were applied.";
    }

    private static String chosen(Replay replay) {
        return replay.filter() == null
                ? replay.expected() == 1 ? "The letter was picked by hand." : "The letters were picked one by one."
                : "Chosen are the letters that were open and matched " + FilterForm.words(replay.filter()) + '.';
    }

    static ReplaysView list(Replay.Page page) {
        return new ReplaysView(
                page.items().stream().map(ReplayViews::row).toList(),
                page.next() == null ? "" : Links.to("/replays", "before", page.next()));
    }

    private static ReplaysView.Row row(Replay replay) {
        return new ReplaysView.Row(
                replay.id().toString(),
                replay.id().toString().substring(0, NAME),
                replay.createdAt(),
                replay.createdBy(),
                ReplayProgress.badge(replay),
                Figures.count(replay.expected()),
                Figures.count(replay.applied()),
                Figures.count(replay.failed()),
                Figures.count(replay.skipped()),
                Figures.count(replay.rate()),
                replay.reason() == null ? "" : UntrustedText.text(replay.reason(), NOTE));
    }
}
