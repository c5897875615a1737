package io.letsrun.events.policy;

/** As many wait for a slot as may. Has no stack trace: under overload every call may meet it. */
public final class Busy extends RuntimeException {

    private static final long serialVersionUID = 1;

    Busy() {
        super("too many wait for a slot", null, false, false);
    }
}
