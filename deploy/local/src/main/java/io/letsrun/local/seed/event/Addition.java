package io.letsrun.local.seed.event;

/** What the upstream made of a new event. */
sealed interface Addition {

    /** It has it. */
    record Added() implements Addition {}

    /** It does not have it, and may take it later. */
    record NotYet(String retryAfter) implements Addition {}

    /** It has it or not: the call broke after the event was sent. */
    record InDoubt() implements Addition {}

    /** It does not have it, and will never take it. */
    record Refused(String reason) implements Addition {}
}
