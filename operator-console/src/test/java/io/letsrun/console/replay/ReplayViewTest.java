package io.letsrun.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.web.Badge;
import io.letsrun.console.web.Rendered;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayViewTest {

    private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");
    private static final Caller VIEWER = new Caller("vera", Role.VIEWER);

    @Test
    void barIsAsLongAsAllLettersAndHasNoGaps() {
        ReplayProgress progress = new ReplayProgress(replay(ReplayState.RUNNING, 1_000, 400, 100, 100, 300, 50, 50));

        assertThat(progress.parts())
                .extracting(ReplayProgress.Part::label, ReplayProgress.Part::x, ReplayProgress.Part::width)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Applied", "0.0", "300.0"),
                        org.assertj.core.groups.Tuple.tuple("Failed again", "300.0", "50.0"),
                        org.assertj.core.groups.Tuple.tuple("Skipped", "350.0", "50.0"),
                        org.assertj.core.groups.Tuple.tuple("Sent, no verdict yet", "400.0", "200.0"),
                        org.assertj.core.groups.Tuple.tuple("Waiting", "600.0", "400.0"));
        assertThat(progress.words()).isEqualTo("Sending: 40 % have their verdict.");
    }

    @Test
    void largeReplayIsConfirmedByTypingItsNumber() {
        String large = Rendered.html(ReplayView.page(replay(ReplayState.DRAFT, 10_000, 10_000, 0, 0, 0, 0, 0), ""));
        String small = Rendered.html(ReplayView.page(replay(ReplayState.DRAFT, 1, 1, 0, 0, 0, 0, 0), ""));

        assertThat(large).contains("Send 10,000 letters?", "Type the number of letters", "1 min 40 s");
        assertThat(small).contains("Send 1 letter?").doesNotContain("Type the number");
        assertThat(small).contains("name=\"count\" value=\"1\"");
    }

    @ParameterizedTest
    @EnumSource(ReplayState.class)
    void viewersGetNoButtons(ReplayState state) {
        String page = Rendered.html(ReplayView.page(replay(state, 10, 10, 0, 0, 0, 0, 0), ""), VIEWER);

        assertThat(page).doesNotContain("action=\"/replays");
    }

    @Test
    void pageLooksAgainOnlyWhileSomethingMayChange() {
        assertThat(new ReplayProgress(replay(ReplayState.CANCELLED, 2, 0, 0, 1, 0, 0, 1)).live())
                .isTrue();
        assertThat(new ReplayProgress(replay(ReplayState.CANCELLED, 2, 0, 0, 0, 1, 0, 1)).live())
                .isFalse();
        assertThat(new ReplayProgress(replay(ReplayState.DONE, 1, 0, 0, 0, 1, 0, 0)).live())
                .isFalse();
        assertThat(new ReplayProgress(replay(ReplayState.STOPPED, 9, 4, 0, 0, 4, 1, 0)).live())
                .isTrue();
    }

    @Test
    void isGreenOnlyWhenEveryLetterWasApplied() {
        assertThat(new ReplayProgress(replay(ReplayState.DONE, 2, 0, 0, 0, 2, 0, 0)).state())
                .isEqualTo(new Badge("done", "good"));
        assertThat(new ReplayProgress(replay(ReplayState.DONE, 2, 0, 0, 0, 1, 0, 1))
                        .state()
                        .mood())
                .isEqualTo("warn");
        assertThat(new ReplayProgress(replay(ReplayState.DONE, 2, 0, 0, 0, 0, 0, 2))
                        .state()
                        .mood())
                .isEqualTo("bad");
    }

    @Test
    void speaksOfOneLetterInTheSingular() {
        assertThat(new ReplayProgress(replay(ReplayState.DONE, 1, 0, 0, 0, 1, 0, 0)).words())
                .isEqualTo("Done: the letter was applied.");
        assertThat(new ReplayProgress(replay(ReplayState.DONE, 2, 0, 0, 0, 2, 0, 0)).words())
                .isEqualTo("Done: all 2 letters were applied.");
    }

    private static Replay replay(
            ReplayState state,
            long expected,
            long waiting,
            long sending,
            long sent,
            long applied,
            long failed,
            long skipped) {
        Instant at = Instant.parse("2026-11-21T06:00:00Z");
        return new Replay(
                ID, state, expected, waiting, sending, sent, applied, failed, skipped, 100, 5, "otto", at, null, null,
                null, null);
    }
}
