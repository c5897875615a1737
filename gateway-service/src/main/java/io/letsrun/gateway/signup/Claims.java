package io.letsrun.gateway.signup;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who is about to have which e-mail address. Wrong answers cost a client a round trip, never correctness. */
interface Claims {

    /** Claims the address, and does not fail. */
    Mono<Claim> claim(String emailKey, UUID userId, @Nullable String idempotencyKeyHash);

    /** Gives back the claim of a request without an Idempotency-Key, if it is still its own; does not fail. */
    Mono<Void> release(String emailKey, UUID userId);
}
