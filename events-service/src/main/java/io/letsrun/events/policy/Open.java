package io.letsrun.events.policy;

import java.time.Duration;

/** A breaker lets no call through. Has no stack trace: during an outage every call may meet it. */
public final class Open extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    Open(Duration retryAfter) {
        super("the breaker is open", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long from now until a call may be let through as a probe, positive. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
