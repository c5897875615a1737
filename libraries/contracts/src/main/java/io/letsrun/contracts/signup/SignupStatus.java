package io.letsrun.contracts.signup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of a signup as {@code GET /v1/signups/{userId}} tells it, from signup-service, and as Redis caches it.
 *
 * @param userId the id the signup was answered with
 * @param status {@code pending}, {@code active} or {@code rejected}
 * @param reason why it was rejected; null otherwise
 * @param updatedAt since when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignupStatus(
        UUID userId, String status, @Nullable String reason, Instant updatedAt) {

    /** How long a decided status is cached: phones ask in the seconds after a signup. Later, signup-service answers. */
    public static final Duration CACHED = Duration.ofMinutes(10);

    private static final String KEY_PREFIX = "letsrun:signup:";
    private static final int SLOTS = 63; // a mask
    private static final int PARTS = 3;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The three states, in the order a signup can pass through them. */
    public enum State {
        PENDING,
        ACTIVE,
        REJECTED;

        /** As it stands in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static SignupStatus pending(UUID userId, Instant since) {
        return new SignupStatus(userId, State.PENDING.code(), null, since);
    }

    public static SignupStatus of(SignupOutcome outcome) {
        return switch (outcome) {
            case SignupAccepted accepted ->
                new SignupStatus(accepted.userId(), State.ACTIVE.code(), null, accepted.decidedAt());
            case SignupRejected rejected ->
                new SignupStatus(rejected.userId(), State.REJECTED.code(), rejected.reason(), rejected.decidedAt());
        };
    }

    /** Returns the Redis key of the user's status; like those of claims, these keys are in 64 slots of a Redis Cluster. */
    public static String key(UUID userId) {
        return KEY_PREFIX + '{' + Long.toHexString(userId.getLeastSignificantBits() & SLOTS) + '}' + userId;
    }

    /**
     * Returns the Redis value: {@code <status>:<microseconds since the epoch>:<reason or nothing>}. Up to 44 bytes share one
     * allocation with the object that Redis keeps for a value, and this fits.
     */
    public String value() {
        return status
                + ':'
                + ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt)
                + ':'
                + (reason == null ? "" : reason);
    }

    /**
     * Reads what {@link #value} wrote.
     *
     * @throws IllegalArgumentException when it is not such a value
     */
    public static SignupStatus ofValue(UUID userId, String value) {
        String[] parts = value.split(":", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a signup status");
        }
        Instant updatedAt = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
        return new SignupStatus(userId, parts[0], parts[2].isEmpty() ? null : parts[2], updatedAt);
    }

    /**
     * Reads the JSON that signup-service answers with.
     *
     * @throws IllegalArgumentException when it is not such JSON
     */
    public static SignupStatus parse(String json) {
        try {
            return JSON.readValue(json, SignupStatus.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a signup status", e);
        }
    }
}
