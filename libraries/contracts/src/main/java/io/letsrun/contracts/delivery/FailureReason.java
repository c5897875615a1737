package io.letsrun.contracts.delivery;

import java.util.Locale;

/** Why a record became a dead letter: the values of {@link FailureHeaders#REASON}. */
public enum FailureReason {

    /** It has no type or an unknown one, is not JSON, or breaks its type's schema. */
    UNDECODABLE,

    /** It is too large to be unpacked, or to be published again; the letter has no value. */
    TOO_LARGE,

    /** It breaks a rule that only storage sees, such as a constraint. */
    RULE,

    /** It failed for a passing reason of its own in the batch and in every retry tier. */
    RETRIES_EXHAUSTED,

    /** The handler failed in a way that nobody foresaw: an error of ours, not of the record. */
    BUG;

    /** As it stands in the header: {@code retries-exhausted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
