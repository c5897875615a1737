package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.discard.Discards;
import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.Replays;
import io.letsrun.console.replay.Steering;
import io.letsrun.console.search.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Many letters at once: {@code -Dletters=1000000}, in a heap that could not hold them. */
class ReplayVolumeIT extends ReplayingConsole {

    private static final Logger log = LoggerFactory.getLogger(ReplayVolumeIT.class);
    private static final int LETTERS = Integer.getInteger("letters", 20_000);
    private static final int CHUNK = 20_000;

    private final Discards discards;

    ReplayVolumeIT(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired Replays replays,
            @Autowired Verdicts verdicts,
            @Autowired Discards discards) {
        super(port, database, replays, verdicts);
        this.discards = discards;
    }

    @Test
    void draftsSendsAndDiscardsManyLetters() {
        for (int i = 0; i < LETTERS / CHUNK; i++) {
            letters.add("cause-" + i % 7, CHUNK);
        }
        Instant began = Instant.now();
        Replay draft = Objects.requireNonNull(
                replays.draft(OTTO, new Selection.Matching(filter()), 10_000).block(Duration.ofMinutes(3)));
        log("drafted", began, draft.expected());
        assertThat(draft.expected()).isEqualTo(LETTERS);

        UUID replay = draft.id();
        result(replays.start(OTTO, replay, LETTERS));
        applyCanaries(replay);
        began = Instant.now();
        long enough = Math.min(LETTERS / 2, 100_000);
        awaitThat(replay, found -> found.sent() >= enough);
        log("sent", began, replay(replay).sent());
        result(replays.steer(OTTO, replay, Steering.CANCEL));
        Replay cancelled = awaitThat(replay, found -> found.sending() == 0);
        assertThat(retry.ids())
                .hasSize((int) (cancelled.sent() + cancelled.applied()))
                .doesNotHaveDuplicates();

        began = Instant.now();
        answer(replay, "applied");
        log("answered", began, cancelled.sent());
        Selection.Matching all = new Selection.Matching(filter());
        began = Instant.now();
        Discards.Preview preview = result(discards.preview(all));
        log("previewed", began, preview.count());
        assertThat(preview.count()).isEqualTo(cancelled.waiting());
        began = Instant.now();
        assertThat(discards.discard(OTTO, all, "volume", preview.count(), preview.upTo())
                        .block(Duration.ofMinutes(5)))
                .isEqualTo(cancelled.waiting());
        log("discarded", began, preview.count());
        assertThat(letters.openByCause()).isZero();
    }

    private static void log(String what, Instant began, long letters) {
        log.info("volume: {} {} letters in {}", what, letters, Duration.between(began, Instant.now()));
    }
}
