package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.letsrun.console.LetterRows;
import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.ReplayState;
import io.letsrun.console.replay.Replays;
import io.letsrun.console.replay.Steering;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.Selection;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.KafkaBinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

        assertThatThrownBy(() -> result(replays.start(OTTO, draft.id(), 5)))
                .hasMessage("The replay has 3 letters; another number was confirmed.");
        assertThat(replay(draft.id()).state()).isEqualTo(ReplayState.DRAFT);
        result(replays.start(OTTO, draft.id(), 3));
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
        assertThat(replay(replay).reason()).contains("no verdict on 5 canaries");
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
        result(replays.steer(OTTO, replay, Steering.RESUME));
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
        result(replays.steer(OTTO, replay, Steering.PAUSE));
        awaitThat(replay, found -> found.sending() == 0);
        int paused = retry.ids().size();
        await().during(Duration.ofMillis(500)).until(() -> retry.ids().size() == paused);
        result(replays.steer(OTTO, replay, Steering.RESUME));
        awaitThat(replay, found -> found.sent() >= 250);
        result(replays.steer(OTTO, replay, Steering.CANCEL));
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
        result(replays.start(OTTO, first.id(), 4));
        awaitThat(first.id(), found -> found.sent() == 4);

        result(replays.start(OTTO, second.id(), 4));

        assertThat(awaitThat(second.id(), found -> found.state() == ReplayState.DONE)
                        .skipped())
                .isEqualTo(4);
        assertThat(retry.ids()).hasSize(4);
        assertThatThrownBy(() -> result(replays.draft(OTTO, new Selection.Matching(filter()), 1)))
                .hasMessage("None of these letters is open.");
        assertThat(result(replays.page(1, null)).items()).extracting(Replay::id).containsExactly(second.id());
    }

    /** One letter among others: they go on, and nobody waits for it. */
    @Test
    void skipsALetterWhoseTopicIsGone() {
        letters.add("a", 20);
        new LetterRows(database, topic + "-gone", GROUP).add("b", 1);
        LetterFilter both = new LetterFilter(Map.of(LetterFilter.Part.TOPIC, topic.substring(2)));
        Replay draft = result(replays.draft(OTTO, new Selection.Matching(both), 1_000));
        result(replays.start(OTTO, draft.id(), 21));

        answerUntilDone(draft.id());

        assertThat(replay(draft.id()))
                .returns(20L, Replay::applied)
                .returns(1L, Replay::skipped)
                .returns("1 skipped: the topic " + topic + "-gone." + GROUP + ".retry does not exist", Replay::reason);
        assertThat(new LetterRows(database, topic + "-gone", GROUP).in("open")).isOne();
    }

    @Test
    void skipsALetterWhoseGroupIsGone() {
        new RetryTopic(SERVERS.kafka().bootstrapServers(), topic + ".nobody.retry").createWithoutGroup();
        new LetterRows(database, topic, "nobody").add("a", 1);

        UUID replay = start(100);

        assertThat(awaitThat(replay, found -> found.state() == ReplayState.DONE).reason())
                .isEqualTo("1 skipped: the consumer group nobody does not exist");
    }

    /** A record without a value is another record; on a compacted topic, a deletion. */
    @Test
    void skipsALetterWhoseValueWasNotKept() {
        letters.add("a", 1);
        database.sql("""
                        UPDATE dead_letters.letter
                           SET value = NULL, headers = headers || '[["x-value-bytes", "NjAwMDAxMA=="]]'
                         WHERE topic = $1
                        """).bind(0, topic).fetch().rowsUpdated().block(PATIENCE);

        UUID replay = start(100);

        assertThat(awaitThat(replay, found -> found.state() == ReplayState.DONE).reason())
                .isEqualTo("1 skipped: its value was too large to keep, so there is nothing to send");
        assertThat(retry.ids()).isEmpty();
    }

    @Test
    void sendsALetterOfMoreThanAMebibyteAndSaysWhichTheBrokerRefuses() {
        letters.add("a", 2);
        byte[] incompressible = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(incompressible);
        setValue(0, new byte[3 * 1024 * 1024]);
        setValue(1, incompressible);

        UUID replay = start(100);
        Replay sent = awaitThat(replay, found -> found.sent() == 1 && found.skipped() == 1);
        answer(replay, ReplayResult.APPLIED);

        assertThat(retry.records().getFirst().value()).hasSize(3 * 1024 * 1024);
        assertThat(sent.failed()).isZero();
        assertThat(awaitThat(replay, found -> found.state() == ReplayState.DONE).reason())
                .isEqualTo("1 skipped: the broker refuses so large a record: max.message.bytes of its topic is lower");
    }

    private void setValue(int nth, byte[] value) {
        database.sql("""
                        UPDATE dead_letters.letter
                           SET value = $3
                         WHERE id = (SELECT id FROM dead_letters.letter WHERE topic = $1 ORDER BY id OFFSET $2 LIMIT 1)
                        """)
                .bindValues(List.of(topic, nth, value))
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
    }
}
