package io.letsrun.console.sending;

import static org.awaitility.Awaitility.await;

import io.letsrun.console.LetterRows;
import io.letsrun.console.RunningConsole;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.ReplayState;
import io.letsrun.console.replay.Replays;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.Selection;
import io.letsrun.contracts.delivery.ReplayResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

/** A console that replays letters of a topic of the test's own, for a group that answers when the test says so. */
@TestPropertySource(
        properties = {
            "letsrun.console.replay.lease=2s",
            "letsrun.console.replay.look=100ms",
            "letsrun.console.replay.patience=300ms",
            "letsrun.console.replay.back-off-max=500ms",
            "letsrun.console.editing=true"
        })
abstract class ReplayingConsole extends RunningConsole {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Caller OTTO = new Caller(OPERATOR, Role.OPERATOR);
    static final String GROUP = "g";

    final String topic = "t-" + UUID.randomUUID();
    final RetryTopic retry = new RetryTopic(SERVERS.kafka().bootstrapServers(), topic + "." + GROUP + ".retry");
    final LetterRows letters;
    final Replays replays;
    final Verdicts verdicts;

    ReplayingConsole(int port, DatabaseClient database, Replays replays, Verdicts verdicts) {
        super(port, database);
        this.letters = new LetterRows(database, topic, GROUP);
        this.replays = replays;
        this.verdicts = verdicts;
    }

    @BeforeEach
    void createTopic() {
        retry.create();
    }

    /** Starts a replay of all letters of the topic. */
    UUID start(int rate) {
        Replay draft = draft(rate);
        result(replays.start(OTTO, draft.id(), draft.expected()));
        return draft.id();
    }

    Replay draft(int rate) {
        return result(replays.draft(OTTO, new Selection.Matching(filter()), rate));
    }

    LetterFilter filter() {
        return new LetterFilter(Map.of(LetterFilter.Part.TOPIC, topic));
    }

    Replay replay(UUID id) {
        return result(replays.find(id));
    }

    Replay awaitThat(UUID id, Predicate<Replay> condition) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> replay(id), condition);
    }

    /** Gives every letter that was sent its verdict. */
    long answer(UUID replay, String outcome) {
        List<ReplayResult> results =
                result(database.sql("SELECT id FROM dead_letters.replay_item WHERE replay_id = $1 AND state = 'sent'")
                        .bind(0, replay)
                        .map(row -> new ReplayResult(row.get(0, UUID.class), outcome, Instant.now()))
                        .all()
                        .collectList());
        if (!results.isEmpty()) {
            verdicts.store(results).block(PATIENCE);
        }
        return results.size();
    }

    /** Lets the canaries of a replay be applied, and returns when the others are on their way. */
    void applyCanaries(UUID replay) {
        awaitThat(replay, found -> found.sent() == 5);
        answer(replay, ReplayResult.APPLIED);
        awaitThat(replay, found -> found.state() != ReplayState.CANARY);
    }

    void answerUntilDone(UUID replay) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            answer(replay, ReplayResult.APPLIED);
            return replay(replay).state() == ReplayState.DONE;
        });
    }

    long items(UUID replay, String state) {
        return count(
                "SELECT count(*) FROM dead_letters.replay_item WHERE replay_id = $1 AND state = $2", replay, state);
    }
}
