package io.letsrun.edge.problem;

/** What was asked for does not exist, or not yet. */
public final class Unknown extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param what names the thing, never a person */
    public Unknown(String what) {
        super(what + " is not known", null, false, false);
    }
}
