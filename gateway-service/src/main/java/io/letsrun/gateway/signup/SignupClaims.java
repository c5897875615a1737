package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Which user an e-mail address or an Idempotency-Key belongs to: the first one keeps it. This is a cache; the database decides
 * on addresses, and the user's id on keys. A wrong answer costs a round trip, not correctness.
 */
interface SignupClaims {

    /** Claims the address for the user; does not fail. */
    Mono<Claim> address(String emailKey, UUID userId);

    /**
     * Binds an Idempotency-Key to the user for 24 hours; does not fail.
     *
     * @param binding {@link UserIdGenerator.Repeatable#binding()}
     */
    Mono<Claim> key(String binding, UUID userId);

    /** Releases an address, if it is still this user's and not confirmed; does not fail. */
    Mono<Void> release(String emailKey, UUID userId);

    /** Ends a binding earlier; does not fail. */
    Mono<Void> expire(String binding, Instant end);

    /** The result of a claim. */
    sealed interface Claim {

        /** It was free. */
        record Granted() implements Claim {}

        /** A user has it, maybe this one. */
        record Held(EmailClaim by) implements Claim {}

        /** Redis did not answer in time, and this gateway knows no holder. */
        record Undecided() implements Claim {}
    }
}
