package io.letsrun.profile.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import reactor.core.publisher.Flux;

class SignupOutcomesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant DECIDED = Instant.parse("2026-01-02T03:04:05Z");

    private final LedgerDatabase database = LedgerDatabase.SHARED;
    private final SignupOutcomes outcomes = database.outcomes();

    @Provide
    Arbitrary<List<SignupOutcome>> ofOneUser() {
        UUID user = RandomUsers.any();
        Arbitrary<String> texts = Arbitraries.of("Ada", "ada", "\uFFFD", "\uD83D\uDC5F");
        Arbitrary<SignupOutcome> accepted = Combinators.combine(
                        texts,
                        Arbitraries.of(1990, 1991).injectNull(0.3),
                        texts.injectNull(0.3),
                        Arbitraries.of("DE", "NG").injectNull(0.3),
                        Arbitraries.of(DECIDED, DECIDED.plusSeconds(1)))
                .as((name, year, city, country, at) ->
                        new SignupAccepted(user, name, "Okoro", year, city, country, at));
        Arbitrary<SignupOutcome> rejected =
                Arbitraries.just(new SignupRejected(user, SignupRejected.EMAIL_TAKEN, DECIDED));
        return Arbitraries.frequencyOf(Tuple.of(9, accepted), Tuple.of(1, rejected))
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    @Property(tries = 60)
    void keepsTheSameInEveryOrderAndCut(
            @ForAll("ofOneUser") List<SignupOutcome> events, @ForAll @IntRange(min = 1, max = 5) int size) {
        UUID user = events.getFirst().userId();
        List<SignupOutcome> order = new ArrayList<>(events);
        List<String> seen = new ArrayList<>();

        for (int turn = 0; turn < 2 * order.size(); turn++) {
            forget(user);
            Flux.fromIterable(order).buffer(size).concatMap(outcomes::store).blockLast(PATIENCE);
            seen.add(content(user));
            order.addFirst(order.removeLast());
            if (turn == order.size()) {
                order = order.reversed();
            }
        }

        assertThat(seen).containsOnly(seen.getFirst());
    }

    private void forget(UUID user) {
        for (String table : List.of("runner", "runner_totals")) {
            database.client
                    .sql("DELETE FROM profile." + table + " WHERE user_id = $1")
                    .bind(0, user)
                    .fetch()
                    .rowsUpdated()
                    .block(PATIENCE);
        }
    }

    /** Everything but the revision, which counts the changes. */
    private String content(UUID user) {
        return LedgerDatabase.result(database.client
                .sql("""
                        SELECT coalesce((SELECT (to_jsonb(runner) - 'revision')::text FROM profile.runner WHERE user_id = $1), '-')
                               || EXISTS (SELECT FROM profile.runner_totals WHERE user_id = $1 AND rejected)
                        """)
                .bind(0, user)
                .map(row -> row.get(0, String.class))
                .one());
    }
}
