package io.letsrun.contracts.signup;

import io.letsrun.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who holds an e-mail address, as Redis remembers it: provisionally from the gateway, then confirmed by signup-service. A
 * cache of {@code signup.email_claim}, which decides.
 *
 * @param userId the holder
 * @param idempotencyKeyHash by which the holder's repeated request is known; null when it sent no key
 */
public record EmailClaim(UUID userId, @Nullable String idempotencyKeyHash) {

    /** How long the gateway's claim holds when signup-service never confirms it. */
    public static final Duration PROVISIONAL = Duration.ofHours(1);

    /** How long a confirmed claim spares PostgreSQL the question. */
    public static final Duration CONFIRMED = Duration.ofDays(30);

    private static final String KEY_PREFIX = "letsrun:claim:";
    private static final int KEY_BYTES = 16;
    private static final int UUID_LENGTH = 36;

    /**
     * Returns the Redis key of the address's claim; the address itself does not appear in it. Half of SHA-256 is enough to
     * tell addresses apart (ten billion of them meet with a probability below 10<sup>-18</sup>) and takes a third of the room.
     */
    public static String key(String emailKey) {
        byte[] half = Arrays.copyOf(Sha256.of(emailKey.getBytes(StandardCharsets.UTF_8)), KEY_BYTES);
        return KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    }

    /** Returns SHA-256 in lower-case hexadecimal, as used for e-mail keys and Idempotency-Keys. */
    public static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads what {@link #value} wrote.
     *
     * @throws IllegalArgumentException when it is not such a value
     */
    public static EmailClaim parse(String value) {
        if (value.length() < UUID_LENGTH) {
            throw new IllegalArgumentException("not an e-mail claim");
        }
        UUID userId = UUID.fromString(value.substring(0, UUID_LENGTH));
        return new EmailClaim(userId, value.length() > UUID_LENGTH + 1 ? value.substring(UUID_LENGTH + 1) : null);
    }

    /** Returns the Redis value: {@code <userId>:<idempotencyKeyHash or nothing>}. */
    public String value() {
        return userId + ":" + (idempotencyKeyHash == null ? "" : idempotencyKeyHash);
    }
}
