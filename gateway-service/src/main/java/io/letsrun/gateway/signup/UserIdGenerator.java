package io.letsrun.gateway.signup;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes ids of new users. Thread-safe.
 *
 * <p>A request without an Idempotency-Key gets a UUIDv7 of its own; for these the operating system's entropy is read once, at
 * the start, and each thread has a factory of its own, so that no event loop waits for another one's.
 *
 * <p>One with a key gets {@link Repeatable} ids.
 */
final class UserIdGenerator {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BINDING_BYTES = 16;

    private final SplittableGenerator root = RandomGeneratorFactory.<SplittableGenerator>of("L128X256MixRandom")
            .create(new SecureRandom().generateSeed(32));
    private final ThreadLocal<TimeOrderedEpochFactory> factories;
    private final Mac unused;
    private final Clock clock;

    UserIdGenerator(byte[] secret, Clock clock) {
        this.factories = ThreadLocal.withInitial(() -> new TimeOrderedEpochFactory(split()::nextLong, clock));
        this.unused = mac(secret);
        this.clock = clock;
    }

    UUID random() {
        return factories.get().create();
    }

    Repeatable of(String idempotencyKey, SignupForm form) {
        return new Repeatable(idempotencyKey, form.content(), clock.instant());
    }

    private synchronized SplittableGenerator split() {
        return root.split();
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Signs the parts, none of which holds U+0000. The JDK looks an algorithm up for each new Mac; a copy costs less. */
    private byte[] signed(String... parts) {
        try {
            Mac mac = (Mac) unused.clone();
            return mac.doFinal(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's own " + ALGORITHM + " can be copied", e);
        }
    }

    /**
     * What a request with an Idempotency-Key is known by: 122 bits of an HMAC over key, body and UTC day, as a UUIDv8 (RFC
     * 9562, section 5.8). Whoever sends the same again on that day is the same user, whatever Redis and this gateway have
     * forgotten. Another body is another user, and so is the same one on a later day, so that no key ever opens an account
     * that it did not make, or that is older than a day.
     */
    final class Repeatable {

        private final String key;
        private final String content;
        private final long day;

        private Repeatable(String key, String content, Instant now) {
            this.key = key;
            this.content = content;
            this.day = Math.floorDiv(now.getEpochSecond(), Duration.ofDays(1).toSeconds());
        }

        /** The name under which Redis remembers what the key is bound to; the key cannot be found from it. */
        String binding() {
            byte[] half = Arrays.copyOf(signed("idempotency-key", key), BINDING_BYTES);
            return "letsrun:idempotency:"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(half);
        }

        UUID today() {
            return on(day);
        }

        UUID yesterday() {
            return on(day - 1);
        }

        /** When today ends, and {@link #today()} becomes {@link #yesterday()}. */
        Instant midnight() {
            return Instant.EPOCH.plus(Duration.ofDays(day + 1));
        }

        private UUID on(long when) {
            ByteBuffer bits = ByteBuffer.wrap(signed("user-id", Long.toString(when), key, content));
            return new UUID(bits.getLong() & ~0xF000L | 0x8000L, bits.getLong() >>> 2 | Long.MIN_VALUE);
        }
    }
}
