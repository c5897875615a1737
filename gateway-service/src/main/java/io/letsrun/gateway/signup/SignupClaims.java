package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Which user an e-mail address or an Idempotency-Key belongs to: first come, first kept. It is a cache: the database decides
 * on addresses, and a user's id on keys. A wrong answer costs a client a round trip, never correctness.
 */
interface SignupClaims {

    /** SignupClaims the address for the user; does not fail. */
    Mono<Claim> address(String emailKey, UUID userId);

    /**
     * Binds an Idempotency-Key to the user for 24 hours; does not fail.
     *
     * @param binding {@link UserIdGenerator.Repeatable#binding()}
     */
    Mono<Claim> key(String binding, UUID userId);

    /** Gives back an address, if it is still this user's and not confirmed; does not fail. */
    Mono<Void> release(String emailKey, UUID userId);

    /** Ends a binding earlier; does not fail. */
    Mono<Void> expire(String binding, Instant end);

    /** What came of a claim. */
    sealed interface Claim {

        /** Nobody had it: it is the user's. */
        record Granted() implements Claim {}

        /** Somebody had it, maybe this very user. */
        record Held(EmailClaim by) implements Claim {}

        /** Redis did not say in time, and this gateway knows of nobody. */
        record Undecided() implements Claim {}
    }
}
