package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.ReplayState;
import io.letsrun.console.replay.Replays;
import io.letsrun.console.sending.RetryTopics.Delivery;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.testing.Sending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

class VerdictsIT extends ReplayingConsole {

    private final ReplayPlanner planner;

    VerdictsIT(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired Replays replays,
            @Autowired Verdicts verdicts,
            @Autowired ReplayPlanner planner) {
        super(port, database, replays, verdicts);
        this.planner = planner;
    }

    @ParameterizedTest
    @CsvSource({
        "applied,                  applied",
        "failed-again,             failed-again",
        "applied applied,          applied",
        "failed-again applied,     applied",
        "applied failed-again,     applied"
    })
    void endsTheSameInAnyOrderAndNumberAndBeforeTheSendingIsRecorded(String outcomes, String expected) {
        letters.add("a", 1);
        Replay draft = draft(100);
        UUID item = beingSent(draft.id());

        for (String outcome : outcomes.split(" ")) {
            verdicts.store(List.of(new ReplayResult(item, outcome, Instant.now())))
                    .block(PATIENCE);
        }
        planner.record(draft.id(), new Delivery(List.of(item), Map.of(), null)).block(PATIENCE);

        assertThat(items(draft.id(), expected)).isOne();
        assertThat(letters.in(expected)).isOne();
        assertThat(replay(draft.id()))
                .returns(expected.equals("applied") ? 1L : 0L, Replay::applied)
                .returns(expected.equals("applied") ? 0L : 1L, Replay::failed)
                .returns(0L, Replay::sending)
                .returns(0L, Replay::sent)
                .returns(ReplayState.DONE, Replay::state);
    }

    @Test
    void takesTheBetterOfTwoInOneBatchAndIgnoresReplaysItDoesNotKnow() {
        letters.add("a", 1);
        Replay draft = draft(100);
        UUID item = beingSent(draft.id());

        verdicts.store(List.of(
                        new ReplayResult(item, ReplayResult.APPLIED, Instant.now()),
                        new ReplayResult(UUID.randomUUID(), ReplayResult.APPLIED, Instant.now()),
                        new ReplayResult(item, ReplayResult.FAILED_AGAIN, Instant.now())))
                .block(PATIENCE);

        assertThat(items(draft.id(), "applied")).isOne();
    }

    @Test
    void comeFromTheTopic() {
        letters.add("a", 2);
        UUID replay = start(100);
        awaitThat(replay, found -> found.sent() == 2);

        KafkaBinding binding = new KafkaBinding("/profile-consumer");
        Sending.all(
                SERVERS.kafka().bootstrapServers(),
                retry.ids().stream()
                        .map(id -> new ReplayResult(id, ReplayResult.APPLIED, Instant.now()))
                        .map(result -> binding.write(Topics.REPLAY_RESULTS, result, Instant.now(), null))
                        .toList());

        await().atMost(PATIENCE).until(() -> replay(replay).state() == ReplayState.DONE);
        assertThat(replay(replay).applied()).isEqualTo(2);
    }

    /** As it is between claiming and acknowledgement. */
    private UUID beingSent(UUID replay) {
        run(
                "UPDATE dead_letters.replay SET state = 'running', lease_until = now() + interval '1 hour' WHERE id = $1",
                replay);
        run("UPDATE dead_letters.replay_item SET state = 'sending' WHERE replay_id = $1", replay);
        run(
                "UPDATE dead_letters.letter SET state = 'sending' WHERE id IN"
                        + " (SELECT letter_id FROM dead_letters.replay_item WHERE replay_id = $1)",
                replay);
        return result(database.sql("SELECT id FROM dead_letters.replay_item WHERE replay_id = $1")
                .bind(0, replay)
                .map(row -> row.get(0, UUID.class))
                .one());
    }

    private void run(String statement, UUID replay) {
        database.sql(statement).bind(0, replay).fetch().rowsUpdated().block(PATIENCE);
    }
}
