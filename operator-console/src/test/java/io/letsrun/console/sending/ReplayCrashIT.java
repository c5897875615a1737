package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.console.OperatorConsole;
import io.letsrun.console.replay.Replay;
import io.letsrun.console.replay.Replays;
import io.letsrun.console.replay.Steering;
import io.letsrun.console.search.Selection;
import io.letsrun.console.sending.ReplayPlanner.ReplayStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Consoles that die, consoles that compete, and servers that go away. */
class ReplayCrashIT extends ReplayingConsole {

    private final ReplayPlanner planner;
    private final RetryTopics retryTopics;
    private final ReplaySenders senders;

    ReplayCrashIT(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired Replays replays,
            @Autowired Verdicts verdicts,
            @Autowired ReplayPlanner planner,
            @Autowired RetryTopics retryTopics,
            @Autowired ReplaySenders senders) {
        super(port, database, replays, verdicts);
        this.planner = planner;
        this.retryTopics = retryTopics;
        this.senders = senders;
    }

    /** A console that claims a batch for as long as its lease lasts. */
    private List<Claimed> claimAsADyingConsole(UUID replay) {
        UUID dying = UUID.randomUUID();
        database.sql("""
                        UPDATE dead_letters.replay
                           SET state = 'running', lease_owner = $2, lease_until = clock_timestamp() + interval '1 second'
                         WHERE id = $1
                        """).bind(0, replay).bind(1, dying).fetch().rowsUpdated().block(PATIENCE);
        ReplayStep step = result(planner.next(replay, dying, 10));
        assertThat(step.letters()).isNotEmpty();
        return step.letters();
    }

    @Test
    void sendsAgainUnderTheSameIdsWhatADeadConsoleLeft() {
        letters.add("a", 50);
        Replay draft = draft(1_000);
        List<Claimed> left = claimAsADyingConsole(draft.id());
        result(retryTopics.send(left.subList(0, 4)));
        assertThat(items(draft.id(), "sending")).isEqualTo(10);
        assertThat(letters.in("sending")).isEqualTo(10);

        awaitThat(draft.id(), found -> found.sent() == 50);

        List<UUID> ids = retry.ids();
        assertThat(ids).hasSize(54);
        assertThat(new HashSet<>(ids)).hasSize(50);
        assertThat(ids).containsAll(left.stream().map(Claimed::id).toList());
        answerUntilDone(draft.id());
        assertThat(letters.in("applied")).isEqualTo(50);
    }

    @Test
    void opensAgainWhatADeadConsoleLeftOfACancelledReplay() {
        letters.add("a", 20);
        Replay draft = draft(1_000);
        claimAsADyingConsole(draft.id());

        result(replays.steer(OTTO, draft.id(), Steering.CANCEL));
        awaitThat(draft.id(), found -> found.sending() == 0);

        assertThat(letters.in("open")).isEqualTo(20);
        assertThat(letters.openByCause()).isEqualTo(20);
        assertThat(retry.ids()).isEmpty();
        assertThat(replay(draft.id()).waiting()).isEqualTo(20);
    }

    @Test
    void sendsEachLetterOnceWhenTwoOperatorsReplayTheSameOnTwoConsoles() {
        letters.add("a", 600);
        try (ConfigurableApplicationContext other = console()) {
            Replays others = other.getBean(Replays.class);
            Replay one = draft(1_000);
            Replay two = result(others.draft(OTTO, new Selection.Matching(filter()), 1_000));
            assertThat(one.expected()).isEqualTo(600);
            assertThat(two.expected()).isEqualTo(600);
            database.sql("UPDATE dead_letters.replay SET canaries = 0 WHERE id IN ($1, $2)")
                    .bind(0, one.id())
                    .bind(1, two.id())
                    .fetch()
                    .rowsUpdated()
                    .block(PATIENCE);

            Mono.zip(replays.start(OTTO, one.id(), 600), others.start(OTTO, two.id(), 600))
                    .block(PATIENCE);
            awaitThat(one.id(), found -> found.sent() + found.skipped() == 600);
            awaitThat(two.id(), found -> found.sent() + found.skipped() == 600);

            assertThat(replay(one.id()).sent() + replay(two.id()).sent()).isEqualTo(600);
            assertThat(retry.ids()).hasSize(600).doesNotHaveDuplicates();
            assertThat(letters.in("sent")).isEqualTo(600);
        }
    }

    @Test
    void goesOnInAnotherConsoleWhenThisOneStops() {
        letters.add("a", 200);
        senders.stop();
        UUID replay;
        try (ConfigurableApplicationContext other = console()) {
            replay = start(100);
            applyCanaries(replay);
            awaitThat(replay, found -> found.sent() > 50);
            assertThat(other.isRunning()).isTrue();
            senders.start();
        }
        awaitThat(replay, found -> found.sent() == 195);

        assertThat(retry.ids()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void waitsForTheBrokerAndMarksNothingAsSentMeanwhile() {
        letters.add("a", 300);
        UUID replay = start(100);
        applyCanaries(replay);
        awaitThat(replay, found -> found.sent() > 50);

        SERVERS.kafka().stop();
        try {
            awaitThat(replay, found -> found.sending() > 0);
            long sent = replay(replay).sent();
            await().during(Duration.ofSeconds(2)).until(() -> replay(replay).sent() == sent);
        } finally {
            SERVERS.kafka().start();
        }
        awaitThat(replay, found -> found.sent() == 295);

        assertThat(new HashSet<>(retry.ids())).hasSize(300);
        answerUntilDone(replay);
    }

    @Test
    void waitsForTheDatabaseAndSendsNoMoreThanABatchTwice() {
        letters.add("a", 300);
        UUID replay = start(100);
        applyCanaries(replay);
        awaitThat(replay, found -> found.sent() > 50);

        SERVERS.postgres().kill();
        SERVERS.postgres().start();
        awaitThat(replay, found -> found.sent() == 295);

        assertThat(new HashSet<>(retry.ids())).hasSize(300);
        assertThat(retry.ids()).hasSizeLessThanOrEqualTo(310);
        answerUntilDone(replay);
        assertThat(letters.in("applied")).isEqualTo(300);
    }

    private static ConfigurableApplicationContext console() {
        Map<String, Object> settings = new HashMap<>(SERVERS.environment("dead_letters"));
        settings.put("SERVER_PORT", "0");
        settings.put("MANAGEMENT_PORT", "0");
        settings.put("letsrun.console.replay.lease", "2s");
        settings.put("letsrun.console.replay.look", "100ms");
        settings.put("spring.jmx.enabled", "false");
        return new SpringApplicationBuilder(OperatorConsole.class)
                .properties(settings)
                .run();
    }
}
