package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** The state of a letter. */
public enum LetterState {

    /** Nothing yet. */
    OPEN,

    /** A replay has taken it and not sent it. */
    SENDING,

    /** The broker has its replay. */
    SENT,

    /** Its replay was stored. */
    APPLIED,

    /** Its replay failed: it has another life as a new letter. */
    FAILED_AGAIN,

    /** It will not be replayed. */
    DISCARDED;

    /** As it stands in the table and in JSON: {@code failed-again}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns nothing when there is no such state. */
    public static Optional<LetterState> of(String code) {
        for (LetterState state : values()) {
            if (state.code().equals(code)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
