package io.letsrun.edge.problem;

/** What was asked for does not fit the state that the thing is in. */
public final class Conflict extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param detail names the thing and its state, never a person */
    public Conflict(String detail) {
        super(detail, null, false, false);
    }
}
