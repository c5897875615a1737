package io.letsrun.contracts.signup;

import io.letsrun.contracts.bucket.UserEvent;
import java.util.UUID;

/** What became of a signup. Final: a user once accepted or rejected stays so. */
public sealed interface SignupOutcome extends UserEvent permits SignupAccepted, SignupRejected {

    /** Whose signup it was. */
    @Override
    UUID userId();

    @Override
    default String eventId() {
        return userId() + ".outcome";
    }

    @Override
    default String partitionKey() {
        return userId().toString();
    }
}
