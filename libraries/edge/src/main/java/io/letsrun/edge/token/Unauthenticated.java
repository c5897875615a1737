package io.letsrun.edge.token;

/** The caller brought no token that holds. */
public final class Unauthenticated extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unauthenticated() {
        super("a valid access token is required", null, false, false);
    }
}
