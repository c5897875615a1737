package io.letsrun.console.replay;

import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import java.time.Duration;

/**
 * One replay.
 *
 * @param changed whether the state is another one than the page knew
 * @param problem why something was not done, or nothing
 */
record ReplayView(Replay replay, ReplayProgress progress, boolean changed, String problem) {

    /** From this many on, the number must be typed: a wrong click does not send ten thousand letters. */
    private static final int TYPED_FROM = 6;

    static View page(Replay replay, String problem) {
        return view("replay/page.jte", replay, false, problem);
    }

    static View part(Replay replay, boolean changed) {
        return view("replay/part.jte", replay, changed, "");
    }

    private static View view(String template, Replay replay, boolean changed, String problem) {
        return new View(
                template,
                "Replay " + replay.id().toString().substring(0, 8),
                Section.REPLAYS,
                new ReplayView(replay, new ReplayProgress(replay), changed, problem));
    }

    boolean draft() {
        return replay.state() == ReplayState.DRAFT;
    }

    /** Whether its number must be typed in, since it is a large one. */
    boolean typed() {
        return replay.expected() >= TYPED_FROM;
    }

    /** How long it will take at least. */
    String takes() {
        return Figures.duration(Duration.ofSeconds(Math.ceilDiv(replay.expected(), replay.rate())));
    }

    /** How its letters were chosen. */
    String chosen() {
        if (replay.filter() == null) {
            return replay.expected() == 1 ? "The letter was picked by hand." : "The letters were picked one by one.";
        }
        return "These are the letters that were open and matched " + LetterFilter.words(replay.filter()) + '.';
    }

    /** How the sending begins; nothing when all go at once. */
    String trial() {
        return replay.canaries() == 0
                ? ""
                : "The first " + replay.canaries()
                        + " go ahead, from different causes. If one of them fails again, the replay"
                        + " stops by itself. The rest follows only when all " + replay.canaries() + " were applied.";
    }

    String created() {
        return "made by " + replay.createdBy() + " at " + Figures.moment(replay.createdAt()) + " UTC";
    }
}
