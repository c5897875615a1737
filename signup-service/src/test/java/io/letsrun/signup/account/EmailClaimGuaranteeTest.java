package io.letsrun.signup.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.signup.RunningSignups;
import io.letsrun.signup.SignupRequests;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One address, one account: however two signups for it meet, the other one is rejected and told why. */
class EmailClaimGuaranteeTest extends RunningSignups {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final TransactionalOperator transactions;
    private final String email = SignupRequests.anyEmail();
    private final UUID anna = RandomUsers.of(email);
    private final UUID ben = RandomUsers.of(email);

    EmailClaimGuaranteeTest(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired Accounts accounts,
            @Autowired TransactionalOperator transactions) {
        super(port, database);
        this.accounts = accounts;
        this.transactions = transactions;
    }

    @Test
    void givesTheAddressToTheFirstOfOneBatch() {
        List<Decision> decisions =
                decide(SignupRequests.by(ben, email), SignupRequests.by(anna, email), SignupRequests.by(ben, email));

        assertThat(decisions).hasSize(2);
        assertOwner(ben, anna);
        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision.claim().userId()).isEqualTo(ben));
    }

    @Test
    void givesTheAddressToTheFirstOfTwoBatches() {
        SignupOutcome first = decide(SignupRequests.by(anna, email)).getFirst().outcome();
        SignupOutcome second = decide(SignupRequests.by(ben, email)).getFirst().outcome();

        assertThat(first).isInstanceOf(SignupAccepted.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        SignupRejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("email-taken"));
        assertOwner(anna, ben);
    }

    @Test
    void givesTheAddressToTheFirstOfTwoTransactionsWhenTheSecondWaitsForIt() {
        Sinks.Empty<Void> gate = Sinks.empty();
        CompletableFuture<Void> first = accounts.decide(SignupBatch.of(List.of(SignupRequests.by(anna, email))))
                .then(gate.asMono())
                .as(transactions::transactional)
                .toFuture();
        await().until(() -> sessions("state", "idle in transaction") == 1);

        CompletableFuture<List<Decision>> second = accounts.decide(
                        SignupBatch.of(List.of(SignupRequests.by(ben, email))))
                .toFuture();
        await().until(() -> sessions("wait_event_type", "Lock") == 1);
        gate.tryEmitEmpty();

        first.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        List<Decision> decisions =
                second.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(decisions)
                .singleElement()
                .satisfies(decision -> assertThat(decision.claim().userId()).isEqualTo(anna));
        assertOwner(anna, ben);
    }

    @Test
    void givesEachOfManyAddressesOnceWhenRivalBatchesMeetInAnyOrder() {
        List<String> emails =
                IntStream.range(0, 200).mapToObj(i -> SignupRequests.anyEmail()).toList();

        List<Decision> decisions = Flux.range(0, 6)
                .flatMap(instance -> accounts.decide(SignupBatch.of(shuffled(emails))), 6)
                .flatMapIterable(List::copyOf)
                .collectList()
                .block(PATIENCE);

        assertThat(decisions).hasSize(6 * 200);
        assertThat(decisions)
                .filteredOn(decision -> decision.outcome() instanceof SignupAccepted)
                .extracting(Decision::emailKey)
                .containsExactlyInAnyOrderElementsOf(emails);
    }

    @Test
    void repeatsWhatItDecidedWhenARequestComesAgain() {
        List<Decision> before = decide(SignupRequests.named(anna, email, "Anna"), SignupRequests.by(ben, email));

        List<Decision> after = decide(SignupRequests.by(ben, email), SignupRequests.named(anna, email, "Other"));

        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    }

    private static List<SignupRequested> shuffled(List<String> emails) {
        List<SignupRequested> requests = new ArrayList<>();
        emails.forEach(address -> requests.add(SignupRequests.by(RandomUsers.of(address), address)));
        Collections.shuffle(requests);
        return requests;
    }

    private List<Decision> decide(SignupRequested... requests) {
        return result(accounts.decide(SignupBatch.of(List.of(requests))));
    }

    private void assertOwner(UUID owner, UUID loser) {
        assertThat(count("SELECT count(*) FROM signup.account WHERE user_id = $1", owner))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM signup.account WHERE email = $1", email))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM signup.rejection WHERE user_id = $1 AND reason = 'email-taken'", loser))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM signup.email_claim WHERE email_key = $1 AND user_id = $2", email, owner))
                .isEqualTo(1);
    }

    private long sessions(String column, String value) {
        return count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'signup' AND " + column + " = $1", value);
    }
}
