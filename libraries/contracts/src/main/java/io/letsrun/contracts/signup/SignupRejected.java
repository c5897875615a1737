package io.letsrun.contracts.signup;

import static io.letsrun.contracts.event.FieldRules.required;
import static io.letsrun.contracts.event.FieldRules.requiredText;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.event.EventType;
import java.time.Instant;
import java.util.UUID;

/**
 * There will be no account of this id; whatever was stored for it goes.
 *
 * @param userId the id the gateway had made
 * @param reason a stable code of 1 to 64 characters, such as {@link #EMAIL_TAKEN}
 * @param decidedAt when the refusal was stored, UTC
 */
public record SignupRejected(UUID userId, String reason, Instant decidedAt) implements SignupOutcome {

    public static final EventType<SignupRejected> TYPE =
            new EventType<>("letsrun.signup-rejected.v1", SignupRejected.class);

    /** The address belongs to another account. */
    public static final String EMAIL_TAKEN = "email-taken";

    /** @throws IllegalArgumentException when a component is missing or out of its range */
    public SignupRejected {
        UserId.check("userId", userId);
        requiredText("reason", reason, 1, 64);
        required("decidedAt", decidedAt);
    }

    @Override
    public EventType<SignupRejected> type() {
        return TYPE;
    }
}
