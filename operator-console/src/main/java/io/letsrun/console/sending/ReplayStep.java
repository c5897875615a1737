package io.letsrun.console.sending;

import java.util.List;

/**
 * The next step of a replay.
 *
 * @param letters claimed, to be sent now
 * @param after what follows, if all goes well
 */
record ReplayStep(List<Claimed> letters, After after) {

    static ReplayStep of(After after) {
        return new ReplayStep(List.of(), after);
    }

    enum After {

        /** The next step. */
        GO_ON,

        /** Canaries have not answered. */
        WAIT,

        /** Sending failed. */
        BACK_OFF,

        /** Nothing for this console: all is sent, or an operator or another console has the replay. */
        END
    }
}
