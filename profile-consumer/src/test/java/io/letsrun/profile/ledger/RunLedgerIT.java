package io.letsrun.profile.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import reactor.core.publisher.Flux;

class RunLedgerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LedgerDatabase database = LedgerDatabase.SHARED;
    private final RunLedger ledger = database.ledger();

    @Provide
    Arbitrary<List<RunEvent>> events() {
        UUID anna = RandomUsers.any();
        UUID ben = RandomUsers.any();
        return RunEvents.anyOf(List.of(anna, ben));
    }

    @Property(tries = 40)
    void keepsTheTotalsOfAPlainFoldHoweverTheBatchesAreCut(
            @ForAll("events") List<RunEvent> events, @ForAll @IntRange(min = 1, max = 20) int size) {
        forget(events);

        Flux.fromIterable(events).buffer(size).concatMap(ledger::store).blockLast(PATIENCE);

        for (UUID user : events.stream().map(RunEvent::userId).distinct().toList()) {
            assertThat(database.totals(user)).isEqualTo(Totals.of(user, events));
        }
    }

    @Property(tries = 60)
    void storesTheSameOfOneVersionInEveryOrderAndCut(@ForAll("oneVersion") List<RunEvent> events) {
        UUID user = events.getFirst().userId();
        forget(events);
        ledger.store(List.of(Collections.max(events, RunEvent.PRECEDENCE))).block(PATIENCE);
        String ofTheOneThatHolds = content(user);

        for (int[] order : ORDERS) {
            for (int size = 1; size <= order.length; size++) {
                forget(events);
                Flux.fromStream(IntStream.of(order).mapToObj(events::get))
                        .buffer(size)
                        .concatMap(ledger::store)
                        .blockLast(PATIENCE);

                assertThat(content(user)).isEqualTo(ofTheOneThatHolds);
            }
        }
    }

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    @Provide
    Arbitrary<List<RunEvent>> oneVersion() {
        return RunEvents.oneVersionOf(RandomUsers.any()).list().ofSize(3);
    }

    /** All of the run and of its runner's totals but the time of the change. */
    private String content(UUID user) {
        return LedgerDatabase.result(database.client
                .sql("""
                        SELECT run::text || (SELECT (runs, distance_mm, elapsed_s)::text
                                               FROM profile.runner_totals WHERE user_id = $1)
                          FROM profile.run WHERE user_id = $1
                        """)
                .bind(0, user)
                .map(row -> row.get(0, String.class))
                .one());
    }

    @Example
    void keepsTheFullerOfTwoAccountsOfOneVersion() {
        UUID user = RandomUsers.any();
        RunRecorded bare = RunEvents.run(user, 0, 1, 5_000_000, 1_500);
        RunRecorded full = new RunRecorded(
                user,
                bare.runId(),
                bare.clientRunId(),
                1,
                bare.startedAt(),
                60,
                "Europe/Berlin",
                5_000_000,
                1_500,
                1_500,
                12.5,
                150.0);

        ledger.store(List.of(bare)).block(PATIENCE);
        ledger.store(List.of(full)).block(PATIENCE);
        ledger.store(List.of(bare)).block(PATIENCE);

        assertThat(database.count(
                        "SELECT count(*) FROM profile.run WHERE user_id = $1 AND average_heart_rate_bpm = 150", user))
                .isEqualTo(1);
    }

    /** Shrinking tries the same users again. */
    private void forget(List<RunEvent> events) {
        for (UUID user : events.stream().map(RunEvent::userId).distinct().toList()) {
            for (String table : List.of("run", "runner_totals")) {
                database.client
                        .sql("DELETE FROM profile." + table + " WHERE user_id = $1")
                        .bind(0, user)
                        .fetch()
                        .rowsUpdated()
                        .block(PATIENCE);
            }
        }
    }

    @Example
    void changesNoRowWhenABatchComesAgain() {
        UUID user = RandomUsers.any();
        List<RunEvent> events =
                List.of(RunEvents.run(user, 0, 1, 5_000_000, 1_500), RunEvents.run(user, 1, 2, 7_000_000, 2_100));
        ledger.store(events).block(PATIENCE);
        List<String> before = rows(user);

        ledger.store(events).block(PATIENCE);

        assertThat(rows(user)).hasSize(3).isEqualTo(before);
    }

    /** The system column xmin tells which transaction wrote a row. */
    private List<String> rows(UUID user) {
        return LedgerDatabase.result(database.client
                .sql("""
                        SELECT xmin::text || run::text FROM profile.run WHERE user_id = $1
                        UNION ALL
                        SELECT xmin::text || totals::text FROM profile.runner_totals AS totals WHERE user_id = $1
                        """)
                .bind(0, user)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList());
    }

    @Example
    void opensTheMonthsOfTwentyYearsInOneBatchAndTwoInstancesAtOnce() {
        UUID anna = RandomUsers.any();
        UUID ben = RandomUsers.any();

        Flux.merge(database.ledger().store(everyMonth(anna)), database.ledger().store(everyMonth(ben)))
                .blockLast(Duration.ofMinutes(1));

        assertThat(database.totals(anna)).isEqualTo(new Totals(250, 250_000_000, 75_000));
        assertThat(database.totals(ben)).isEqualTo(new Totals(250, 250_000_000, 75_000));
        assertThat(database.count("SELECT count(DISTINCT tableoid) FROM profile.run WHERE user_id = $1", anna))
                .isBetween(240L, 250L);
    }

    private static List<RunEvent> everyMonth(UUID user) {
        return IntStream.range(-239, 11)
                .<RunEvent>mapToObj(month -> RunEvents.run(user, month, 1, 1_000_000, 300))
                .toList();
    }

    @Example
    void opensNoMonthForAnIdThatNoRunCanHave() {
        UUID user = RandomUsers.any();
        UUID distant = RunId.of(user, "x", Instant.now().plus(4_000, ChronoUnit.DAYS));
        UUID ancient = RunId.of(user, "x", Instant.parse("1999-12-31T23:59:59Z"));

        ledger.store(List.of(new RunDeleted(user, distant, 1), new RunDeleted(user, ancient, 1)))
                .block(PATIENCE);

        assertThat(database.count("SELECT count(*) FROM profile.run_elsewhere WHERE user_id = $1", user))
                .isEqualTo(2);
    }
}
