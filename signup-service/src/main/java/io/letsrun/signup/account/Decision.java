package io.letsrun.signup.account;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupOutcome;

/**
 * What became of a request.
 *
 * @param outcome as first stored, however often the request comes
 * @param emailKey the address it was about
 * @param claim whoever owns the address, which is somebody else when the request was refused
 */
public record Decision(SignupOutcome outcome, String emailKey, EmailClaim claim) {

    /** Without the address, so that it may be logged. */
    @Override
    public String toString() {
        return "Decision[userId=" + outcome.userId() + "]";
    }
}
