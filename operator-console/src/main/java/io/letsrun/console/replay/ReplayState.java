package io.letsrun.console.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a replay. */
public enum ReplayState {

    /** Its letters are chosen; nothing is sent before it is started. */
    DRAFT,

    /** The canaries are sent; the rest waits until all of them were applied. */
    CANARY,

    /** Letters are being sent, or all were and some have no verdict yet. */
    RUNNING,

    /** An operator paused it. */
    PAUSED,

    /** It stopped itself: a canary failed again. */
    STOPPED,

    /** What was not sent will not be; what was may still get its verdict. */
    CANCELLED,

    /** Every letter has its verdict. */
    DONE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
