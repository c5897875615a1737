package io.letsrun.signup;

import io.letsrun.contracts.signup.SignupRequested;
import java.time.Instant;
import java.util.UUID;

/** Signup requests as the gateway makes them. */
public final class SignupRequests {

    private SignupRequests() {}

    public static String anyEmail() {
        return UUID.randomUUID() + "@example.org";
    }

    public static SignupRequested by(UUID user, String email) {
        return named(user, email, "Wilma");
    }

    public static SignupRequested named(UUID user, String email, String firstName) {
        return new SignupRequested(
                user, email, email, firstName, "Weit", 1980, "Köln", "DE", Instant.parse("2026-05-01T04:00:00Z"));
    }
}
