package io.letsrun.local.seed;

/** What the gateway makes of a run. */
sealed interface Answer {

    /** It will be stored. */
    record Accepted() implements Answer {}

    /** It breaks a rule. */
    record Refused(String reason) implements Answer {}
}
