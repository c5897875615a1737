package io.letsrun.gateway.signup;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.bucket.UserId;
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
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Makes ids of new users, of the bucket of their address: random ones, or {@link Repeatable} ones for a request with an
 * Idempotency-Key. The operating system's entropy is read once, and each thread has its own generator, so that no event loop waits.
 * Thread-safe.
 */
@Component
final class UserIdGenerator {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BINDING_BYTES = 16;

    private final SplittableGenerator root = RandomGeneratorFactory.<SplittableGenerator>of("L128X256MixRandom")
            .create(new SecureRandom().generateSeed(32));
    private final ThreadLocal<RandomGenerator> generators = ThreadLocal.withInitial(this::split);
    private final Mac unused;
    private final Clock clock;

    UserIdGenerator(UserIdProperties properties, Clock clock) {
        this.unused = mac(properties.secret());
        this.clock = clock;
    }

    UUID random(SignupForm form) {
        RandomGenerator generator = generators.get();
        return UserId.of(Bucket.ofEmailKey(form.email().key()), generator.nextLong(), generator.nextLong());
    }

    Repeatable of(String idempotencyKey, SignupForm form) {
        return new Repeatable(idempotencyKey, form, clock.instant());
    }

    private synchronized RandomGenerator split() {
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

    /** Signs the parts, none of which has U+0000. Copying a Mac costs less than a lookup of its algorithm. */
    private byte[] signed(String... parts) {
        try {
            Mac mac = (Mac) unused.clone();
            return mac.doFinal(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's own " + ALGORITHM + " can be copied", e);
        }
    }

    /**
     * The ids of a request with an Idempotency-Key: 116 bits of an HMAC over key, body and UTC day. The same request on the same day is the same user, even without Redis. Another body or a later day gives another
     * user, so that no key opens an account that it did not create, or that is older than a day.
     */
    final class Repeatable {

        private final String key;
        private final int bucket;
        private final String content;
        private final long day;

        private Repeatable(String key, SignupForm form, Instant now) {
            this.key = key;
            this.bucket = Bucket.ofEmailKey(form.email().key());
            this.content = form.content();
            this.day = Math.floorDiv(now.getEpochSecond(), Duration.ofDays(1).toSeconds());
        }

        /** Returns the name of the key's binding in Redis, which does not reveal the key. */
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

        /** Returns the end of today. */
        Instant midnight() {
            return Instant.EPOCH.plus(Duration.ofDays(day + 1));
        }

        private UUID on(long when) {
            ByteBuffer bits = ByteBuffer.wrap(signed("user-id", Long.toString(when), key, content));
            return UserId.of(bucket, bits.getLong(), bits.getLong());
        }
    }
}
