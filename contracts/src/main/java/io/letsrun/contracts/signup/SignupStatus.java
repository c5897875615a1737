package io.letsrun.contracts.signup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
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

    /** How long a decided status is cached. */
    public static final Duration CACHED = Duration.ofDays(1);

    private static final String KEY_PREFIX = "letsrun:signup:";
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

    /** Returns the Redis key of the user's status; its value is this record's JSON. */
    public static String key(UUID userId) {
        return KEY_PREFIX + userId;
    }

    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException when it is not such a value
     */
    public static SignupStatus parse(String json) {
        try {
            return JSON.readValue(json, SignupStatus.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a signup status", e);
        }
    }
}
