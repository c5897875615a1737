package io.letsrun.gateway.signup;

import java.util.UUID;

/** What came of claiming an e-mail address. */
sealed interface Claim {

    /** Nobody had it. */
    record Fresh(UUID userId) implements Claim {}

    /** This very request had it: it is a client's repetition. */
    record Repeated(UUID userId) implements Claim {}

    /** Somebody else has it. */
    record Taken() implements Claim {}

    /** Redis did not say in time; the database will. */
    record Undecided(UUID userId) implements Claim {}
}
