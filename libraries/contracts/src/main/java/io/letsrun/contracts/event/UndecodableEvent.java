package io.letsrun.contracts.event;

import org.jspecify.annotations.Nullable;

/** A record that no attempt can ever decode: unknown type, not JSON, or in breach of its schema. */
public final class UndecodableEvent extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Without a stack trace: it says nothing, and a burst of such records would spend its time on them.
     *
     * @param reason names the rule that was broken, never the value that broke it
     */
    public UndecodableEvent(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
    }
}
