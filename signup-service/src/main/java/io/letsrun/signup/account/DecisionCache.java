package io.letsrun.signup.account;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.signup.claim.Cache;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Spares the gateway the question: who owns an address, and what became of a signup. */
@Component
final class DecisionCache {

    private final Cache cache;

    DecisionCache(Cache cache) {
        this.cache = cache;
    }

    /** Redis is a cache: what it does not take now it is offered later, and the batch goes on. */
    Mono<Void> remember(List<Decision> decisions) {
        return cache.put(decisions.stream().flatMap(DecisionCache::entries).toList());
    }

    private static Stream<Cache.Entry> entries(Decision decision) {
        SignupStatus status = SignupStatus.of(decision.outcome());
        return Stream.of(
                new Cache.Entry(
                        EmailClaim.key(decision.emailKey()), decision.claim().value(), EmailClaim.CONFIRMED),
                new Cache.Entry(SignupStatus.key(status.userId()), status.toJson(), SignupStatus.CACHED));
    }
}
