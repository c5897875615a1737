package io.letsrun.signup.account;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.delivery.batch.BatchHandler;
import io.letsrun.delivery.batch.PostgresText;
import io.letsrun.delivery.publishing.KafkaEventPublisher;
import io.letsrun.delivery.tracing.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes in signup requests: decides, stores, and says what it decided.
 *
 * <p>Outcomes are published after the commit and on every redelivery, so that a crash between the two loses none.
 */
@Component
final class Signups implements BatchHandler<SignupRequested> {

    private final Accounts accounts;
    private final KafkaEventPublisher publisher;
    private final DecisionCache cache;

    Signups(Accounts accounts, KafkaEventPublisher publisher, DecisionCache cache) {
        this.accounts = accounts;
        this.publisher = publisher;
        this.cache = cache;
    }

    @Override
    public Mono<Void> store(List<SignupRequested> requests) {
        SignupBatch batch = SignupBatch.of(requests);
        return Statement.traced("INSERT", "signup.account", accounts.decide(batch))
                .flatMap(decisions -> publish(batch, decisions).then(cache.remember(decisions)));
    }

    @Override
    public @Nullable String brokenRule(SignupRequested request) {
        return PostgresText.brokenRule(
                request.email(),
                request.emailKey(),
                request.firstName(),
                request.lastName(),
                request.city(),
                request.country());
    }

    /** @param decisions on the batch's requests, in their order */
    private Mono<Void> publish(SignupBatch batch, List<Decision> decisions) {
        List<SignupOutcome> outcomes = decisions.stream().map(Decision::outcome).toList();
        return publisher.publish(Topics.SIGNUP_OUTCOMES, outcomes, batch.requests());
    }
}
