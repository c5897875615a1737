package io.letsrun.profile.ledger;

import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.contracts.signup.SignupOutcome;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.delivery.batch.BatchHandler;
import io.letsrun.delivery.batch.PostgresText;
import io.letsrun.delivery.tracing.Statement;
import io.letsrun.edge.cache.AnswerInvalidation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes in who became a runner and who did not. */
@Component
final class SignupOutcomes implements BatchHandler<SignupOutcome> {

    private static final BinaryOperator<SignupAccepted> WHICH_HOLDS = BinaryOperator.maxBy(SignupAccepted.PRECEDENCE);

    private final AcceptedRunners acceptedRunners;
    private final RejectedRunners rejectedRunners;
    private final TransactionalOperator transactions;
    private final AnswerInvalidation cachedAnswers;

    SignupOutcomes(
            AcceptedRunners acceptedRunners,
            RejectedRunners rejectedRunners,
            TransactionalOperator transactions,
            AnswerInvalidation cachedAnswers) {
        this.acceptedRunners = acceptedRunners;
        this.rejectedRunners = rejectedRunners;
        this.transactions = transactions;
        this.cachedAnswers = cachedAnswers;
    }

    /** Of several outcomes of one user the same is kept, whatever their order; a refusal beats every acceptance. */
    @Override
    public Mono<Void> store(List<SignupOutcome> outcomes) {
        Map<UUID, SignupAccepted> accepted = new TreeMap<>();
        Set<UUID> rejected = new HashSet<>();
        for (SignupOutcome outcome : outcomes) {
            switch (outcome) {
                case SignupAccepted runner -> accepted.merge(runner.userId(), runner, WHICH_HOLDS);
                case SignupRejected runner -> rejected.add(runner.userId());
            }
        }
        Mono<Void> both = acceptedRunners
                .keep(accepted.values())
                .then(rejectedRunners.reject(rejected))
                .as(transactions::transactional);
        Set<UUID> users = outcomes.stream().map(SignupOutcome::userId).collect(Collectors.toSet());
        return Statement.traced("INSERT", "profile.runner", both)
                .then(Mono.defer(() -> cachedAnswers.invalidate(users)));
    }

    /** A refusal's reason is not stored. */
    @Override
    public @Nullable String brokenRule(SignupOutcome outcome) {
        return switch (outcome) {
            case SignupAccepted runner ->
                PostgresText.brokenRule(runner.firstName(), runner.lastName(), runner.city(), runner.country());
            case SignupRejected runner -> null;
        };
    }
}
