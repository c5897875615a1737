package io.letsrun.signup.account;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.signup.claim.Cache;
import java.util.ArrayList;
import java.util.List;
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
        List<Cache.Entry> entries = new ArrayList<>(2 * decisions.size());
        decisions.forEach(decision -> add(entries, decision));
        return cache.put(entries);
    }

    private static void add(List<Cache.Entry> entries, Decision decision) {
        SignupStatus status = SignupStatus.of(decision.outcome());
        entries.add(new Cache.Entry(
                EmailClaim.key(decision.emailKey()), decision.claim().value(), EmailClaim.CONFIRMED));
        entries.add(new Cache.Entry(SignupStatus.key(status.userId()), status.value(), SignupStatus.CACHED));
    }
}
