package io.letsrun.profile.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Two transactions on two connections, the first held open until the second one waits for it. */
class RejectedRunnersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LedgerDatabase database = LedgerDatabase.SHARED;
    private final UUID user = RandomUsers.any();
    private final Sinks.Empty<Void> gate = Sinks.empty();

    @AfterEach
    void leavesNothing() {
        assertThat(database.runs(user)).isZero();
        assertThat(database.totals(user)).isEqualTo(Totals.NONE);
    }

    @Test
    void removesRunsThatCameBefore() {
        storeRun(0).block(PATIENCE);

        reject().block(PATIENCE);
    }

    @Test
    void removesRunsThatComeAfterwards() {
        reject().block(PATIENCE);

        storeRun(0).block(PATIENCE);
    }

    @Test
    void staysRejectedWhenTheOutcomeComesAgain() {
        reject().block(PATIENCE);
        storeRun(0).block(PATIENCE);

        reject().block(PATIENCE);
        storeRun(1).block(PATIENCE);
    }

    @Test
    void removesRunsOfABatchThatCommitsWhileTheOutcomeWaits() {
        CompletableFuture<Void> first = heldOpen(storeRun(0));

        CompletableFuture<Void> second = waiting(reject());

        finish(first, second);
    }

    @Test
    void removesRunsOfABatchThatWaitsForTheOutcome() {
        CompletableFuture<Void> first = heldOpen(reject());

        CompletableFuture<Void> second = waiting(storeRun(0));

        finish(first, second);
    }

    @Test
    void removesRunsOfABatchThatWaitsWhenThereWereRunsBefore() {
        storeRun(0).block(PATIENCE);
        CompletableFuture<Void> first = heldOpen(reject());

        CompletableFuture<Void> second = waiting(correctRun(0));

        finish(first, second);
    }

    /** Between its two inserts a batch holds a run but not yet the totals, and the outcome must not hold those then. */
    @Test
    void doesNotDeadlockWithABatchThatHoldsARunAndWantsTheTotals() {
        storeRun(0).block(PATIENCE);
        CompletableFuture<Void> first = database.transactions
                .transactional(execute("UPDATE profile.run SET version = 2 WHERE user_id = $1")
                        .then(gate.asMono())
                        .then(execute("UPDATE profile.runner_totals SET updated_at = now() WHERE user_id = $1")))
                .toFuture();
        await().until(() -> database.sessions("state", "idle in transaction") == 1);

        CompletableFuture<Void> second = waiting(reject());

        finish(first, second);
    }

    private Mono<Void> reject() {
        SignupOutcome rejected = new SignupRejected(user, SignupRejected.EMAIL_TAKEN, Instant.now());
        return database.outcomes().store(List.of(rejected));
    }

    private Mono<Void> storeRun(int run) {
        RunEvent event = RunEvents.run(user, run, 1, 5_000_000, 1_500);
        return database.ledger().store(List.of(event));
    }

    private Mono<Void> correctRun(int run) {
        RunEvent event = RunEvents.run(user, run, 2, 6_000_000, 1_500);
        return database.ledger().store(List.of(event));
    }

    private CompletableFuture<Void> heldOpen(Mono<Void> work) {
        CompletableFuture<Void> future =
                database.transactions.transactional(work.then(gate.asMono())).toFuture();
        await().until(() -> database.sessions("state", "idle in transaction") == 1);
        return future;
    }

    private CompletableFuture<Void> waiting(Mono<Void> work) {
        CompletableFuture<Void> future = work.toFuture();
        await().until(() -> database.sessions("wait_event_type", "Lock") == 1);
        return future;
    }

    private Mono<Void> execute(String statement) {
        return database.client
                .sql(statement)
                .bind(0, user)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private void finish(CompletableFuture<Void> first, CompletableFuture<Void> second) {
        gate.tryEmitEmpty();
        first.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        second.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
