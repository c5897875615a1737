package io.letsrun.contracts.signup;

import io.letsrun.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Who holds an e-mail address, as Redis remembers it: provisionally from the gateway, then confirmed by signup-service. A
 * cache of {@code signup.email_claim}, which decides.
 *
 * @param userId the holder
 * @param confirmed whether the holder's account is stored
 */
public record EmailClaim(UUID userId, boolean confirmed) {

    /** How long the gateway's claim holds when signup-service never confirms it. */
    public static final Duration PROVISIONAL = Duration.ofHours(1);

    /** How long a confirmed claim spares PostgreSQL the question. */
    public static final Duration CONFIRMED = Duration.ofDays(30);

    private static final String KEY_PREFIX = "letsrun:claim:";
    private static final String SUFFIX = ":active";
    private static final int KEY_BYTES = 16;

    /** Returns the claim of a gateway, which nobody has confirmed. */
    public static EmailClaim provisional(UUID userId) {
        return new EmailClaim(userId, false);
    }

    /** Returns the claim of an account that is stored. */
    public static EmailClaim confirmed(UUID userId) {
        return new EmailClaim(userId, true);
    }

    /**
     * Returns the Redis key of the address's claim; the address itself does not appear in it. Half of SHA-256 is enough to
     * tell addresses apart (ten billion of them meet with a probability below 10<sup>-18</sup>) and takes a third of the room. The
     * braces around the first character put the keys into 64 slots of a Redis Cluster, so that one command writes many of them.
     */
    public static String key(String emailKey) {
        byte[] half = Arrays.copyOf(Sha256.of(emailKey.getBytes(StandardCharsets.UTF_8)), KEY_BYTES);
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(half);
        return KEY_PREFIX + '{' + digest.charAt(0) + '}' + digest.substring(1);
    }

    /**
     * Reads what {@link #value} wrote.
     *
     * @throws IllegalArgumentException when it is not such a value
     */
    public static EmailClaim parse(String value) {
        boolean confirmed = value.endsWith(SUFFIX);
        String userId = confirmed ? value.substring(0, value.length() - SUFFIX.length()) : value;
        return new EmailClaim(UUID.fromString(userId), confirmed);
    }

    /** Returns the Redis value: the user's id, and {@code :active} behind it when the claim is confirmed. */
    public String value() {
        return confirmed ? userId + SUFFIX : userId.toString();
    }
}
