package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.ReplayOutcome;
import io.letsrun.console.replay.ReplayState;
import io.letsrun.console.replay.Replays;
import io.letsrun.console.search.LetterState;
import io.letsrun.console.search.Selection;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.KafkaBinding;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

class ReplayFlowIT extends ReplayingConsole {

    ReplayFlowIT(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired Replays replays,
            @Autowired Verdicts verdicts) {
        super(port, database, replays, verdicts);
    }

    @Test
    void sendsAFewLettersAtOnceAndIsDoneWhenEachHasItsVerdict() {
        letters.add("a", 5);

        UUID replay = start(100);
        Replay sent = awaitThat(replay, found -> found.sent() == 5);

        assertThat(sent.state()).isEqualTo(ReplayState.RUNNING);
        assertThat(letters.in("sent")).isEqualTo(5);
        assertThat(letters.openByCause()).isZero();
        assertThat(retry.ids()).hasSize(5).doesNotHaveDuplicates();
        ConsumerRecord<byte[], byte[]> record = retry.records().getFirst();
        assertThat(KafkaBinding.header(record.headers(), "ce_id")).startsWith("event-");
        assertThat(record.headers().lastHeader("retry_topic-attempts")).isNull();
        assertThat(answer(replay, ReplayResult.APPLIED)).isEqualTo(5);
        assertThat(replay(replay))
                .returns(ReplayState.DONE, Replay::state)
                .returns(5L, Replay::applied)
                .returns(0L, Replay::sent);
        assertThat(letters.in("applied")).isEqualTo(5);
    }

    @Test
    void freezesItsLettersWhenItIsDrafted() {
        letters.add("a", 3);
        Replay draft = draft(100);
        letters.add("a", 2);

        assertThat(result(replays.start(OTTO, draft.id(), 5))).isEqualTo(new ReplayOutcome.CountDiffers(3));
        assertThat(replay(draft.id()).state()).isEqualTo(ReplayState.DRAFT);
        accepted(result(replays.start(OTTO, draft.id(), 3)));
        awaitThat(draft.id(), found -> found.sent() == 3);

        assertThat(letters.in("open")).isEqualTo(2);
        assertThat(letters.openByCause()).isEqualTo(2);
    }

    @Test
    void sendsOneCanaryOfEachCauseFirstAndTheRestWhenAllAreApplied() {
        letters.add("large", 40);
        letters.add("middle", 20);
        letters.add("small", 1);

        UUID replay = start(1_000);
        awaitThat(replay, found -> found.sent() == 5 && found.reason() != null);

        assertThat(replay(replay).state()).isEqualTo(ReplayState.CANARY);
        assertThat(replay(replay).reason()).contains("5 canaries have not answered");
        assertThat(retry.ids()).hasSize(5);
        assertThat(count("""
                SELECT count(DISTINCT fingerprint) FROM dead_letters.replay_item AS item
                  JOIN dead_letters.letter ON letter.id = letter_id WHERE item.replay_id = $1 AND canary
                """, replay)).isEqualTo(3);
        answer(replay, ReplayResult.APPLIED);
        awaitThat(replay, found -> found.sent() == 56);
        answer(replay, ReplayResult.APPLIED);
        assertThat(replay(replay))
                .returns(ReplayState.DONE, Replay::state)
                .returns(61L, Replay::applied)
                .returns(null, Replay::reason);
        assertThat(retry.ids()).hasSize(61).doesNotHaveDuplicates();
    }

    @Test
    void stopsItselfWhenACanaryFailedAgainAndGoesOnWhenAnOperatorSaysSo() {
        letters.add("a", 20);
        UUID replay = start(1_000);
        awaitThat(replay, found -> found.sent() == 5);

        answer(replay, ReplayResult.FAILED_AGAIN);
        Replay stopped = awaitThat(replay, found -> found.state() == ReplayState.STOPPED);

        assertThat(stopped.reason()).isEqualTo("5 of 5 canaries failed again");
        assertThat(stopped.waiting()).isEqualTo(15);
        assertThat(letters.in("failed-again")).isEqualTo(5);
        assertThat(letters.in("open")).isEqualTo(15);
        accepted(result(replays.resume(OTTO, replay)));
        awaitThat(replay, found -> found.sent() == 15);
        answer(replay, ReplayResult.APPLIED);
        assertThat(replay(replay))
                .returns(ReplayState.DONE, Replay::state)
                .returns(15L, Replay::applied)
                .returns(5L, Replay::failed);
    }

    @Test
    void holdsItsRateWhilePausedAndResumedAndSendsNothingAfterCancel() {
        letters.add("a", 400);
        UUID replay = start(100);
        applyCanaries(replay);

        awaitThat(replay, found -> found.sent() >= 100);
        accepted(result(replays.pause(OTTO, replay)));
        awaitThat(replay, found -> found.sending() == 0);
        int paused = retry.ids().size();
        await().during(Duration.ofMillis(500)).until(() -> retry.ids().size() == paused);
        accepted(result(replays.resume(OTTO, replay)));
        awaitThat(replay, found -> found.sent() >= 250);
        accepted(result(replays.cancel(OTTO, replay)));
        Replay cancelled = awaitThat(replay, found -> found.sending() == 0);

        List<Long> times =
                retry.records().stream().map(ConsumerRecord::timestamp).sorted().toList();
        for (int i = 0; i + 111 < times.size(); i++) {
            assertThat(times.get(i + 111) - times.get(i))
                    .as("of 112 records from " + i)
                    .isGreaterThan(950);
        }
        assertThat(times.size()).isEqualTo((int) (cancelled.sent() + cancelled.applied()));
        assertThat(letters.in("open")).isEqualTo(cancelled.waiting()).isPositive();
        assertThat(letters.openByCause()).isEqualTo(cancelled.waiting());
        answer(replay, ReplayResult.APPLIED);
        assertThat(replay(replay).state()).isEqualTo(ReplayState.CANCELLED);
    }

    @Test
    void skipsLettersThatSomebodyElseHasTaken() {
        letters.add("a", 4);
        Replay first = draft(100);
        Replay second = draft(100);
        accepted(result(replays.start(OTTO, first.id(), 4)));
        awaitThat(first.id(), found -> found.sent() == 4);

        accepted(result(replays.start(OTTO, second.id(), 4)));

        assertThat(awaitThat(second.id(), found -> found.state() == ReplayState.DONE)
                        .skipped())
                .isEqualTo(4);
        assertThat(retry.ids()).hasSize(4);
        assertThat(result(replays.draft(OTTO, new Selection.Matching(filter().in(LetterState.OPEN)), 1)))
                .isEqualTo(new ReplayOutcome.NothingOpen());
    }
}
