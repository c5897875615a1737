package io.letsrun.gateway.signup;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import io.letsrun.contracts.signup.EmailClaim;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids of new users. They need to be unique, not secret.
 *
 * <p>A request with an Idempotency-Key gets a UUIDv8 (RFC 9562, section 5.8) of 122 bits of SHA-256 over the hash of its key and its
 * address: whoever repeats it is the same user, whatever Redis and this gateway have forgotten. One without gets a UUIDv7 of
 * its own; for these the operating system's entropy is read once, at the start, and each thread has a factory of its own, so that no
 * event loop waits for another one's.
 */
final class UserIds {

    private final SplittableGenerator root = RandomGeneratorFactory.<SplittableGenerator>of("L128X256MixRandom")
            .create(new SecureRandom().generateSeed(32));
    private final ThreadLocal<TimeOrderedEpochFactory> factories;

    UserIds(Clock clock) {
        this.factories = ThreadLocal.withInitial(() -> new TimeOrderedEpochFactory(split()::nextLong, clock));
    }

    /** @param idempotencyKeyHash null when the request has no key */
    UUID of(String emailKey, @Nullable String idempotencyKeyHash) {
        return idempotencyKeyHash == null ? factories.get().create() : named(idempotencyKeyHash, emailKey);
    }

    /** The first of the two has always the same length, so no other two give the same text. */
    private static UUID named(String idempotencyKeyHash, String emailKey) {
        String hash = EmailClaim.digest(idempotencyKeyHash + emailKey);
        long first = Long.parseUnsignedLong(hash, 0, 16, 16);
        long second = Long.parseUnsignedLong(hash, 16, 32, 16);
        return new UUID(first & ~0xF000L | 0x8000L, second >>> 2 | Long.MIN_VALUE);
    }

    private synchronized SplittableGenerator split() {
        return root.split();
    }
}
