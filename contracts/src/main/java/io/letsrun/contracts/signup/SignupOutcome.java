package io.letsrun.contracts.signup;

import io.letsrun.contracts.event.Event;

/** What became of a signup. Final: a user once accepted or rejected stays so. */
public sealed interface SignupOutcome extends Event permits SignupAccepted, SignupRejected {

    @Override
    default String eventId() {
        return userId() + ".outcome";
    }

    @Override
    default String partitionKey() {
        return userId().toString();
    }
}
