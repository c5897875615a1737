package io.letsrun.edge.token;

/** The caller sent no token that holds. Has no stack trace: every request may meet it. */
public final class Unauthenticated extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why a caller is refused. */
    public enum Reason {
        /** There is no {@code Authorization} header with a bearer token. */
        MISSING("an access token is required"),
        /** The token was ours and holds no more: the caller needs a new one. */
        EXPIRED("the access token has expired"),
        /** The token is malformed, forged, signed with a key that is gone, or for another audience. */
        INVALID("the access token is not valid");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }
    }

    private final Reason reason;

    public Unauthenticated(Reason reason) {
        super(reason.detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
