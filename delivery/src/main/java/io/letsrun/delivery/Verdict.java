package io.letsrun.delivery;

/** What is to become of one record of a batch. */
sealed interface Verdict {

    /** It is stored, and what followed from it is published. */
    record Stored() implements Verdict {}

    /** It may be stored later: it failed for a passing reason of its own, such as a deadlock. */
    record Retry(Throwable cause) implements Verdict {}

    /** No attempt will ever store it: it cannot be decoded, or breaks a rule that only storage sees. */
    record Dead(Throwable cause) implements Verdict {}

    Verdict STORED = new Stored();

    default boolean settled() {
        return switch (this) {
            case Stored stored -> true;
            case Retry retry -> false;
            case Dead dead -> false;
        };
    }

    default String outcome() {
        return switch (this) {
            case Stored stored -> "stored";
            case Retry retry -> "retry";
            case Dead dead -> "dead";
        };
    }
}
