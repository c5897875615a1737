package io.letsrun.events.upstream;

import org.jspecify.annotations.Nullable;

/** A call was made, and there is no answer of use. Has no stack trace: during an outage every call may end so. */
final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What a failure says about the upstream, and about another attempt. */
    enum Kind {
        /** The upstream is not well, and may be at the next attempt. */
        PASSING,
        /** It is not well, and another attempt would most likely bring the same. */
        LASTING,
        /** It is well, and does not want this call. */
        UNWANTED
    }

    private final MissingReason reason;
    private final Kind kind;

    private CallFailed(MissingReason reason, Kind kind, @Nullable Throwable cause) {
        super(reason.name(), cause, false, false);
        this.reason = reason;
        this.kind = kind;
    }

    static CallFailed tookTooLong() {
        return new CallFailed(MissingReason.TIMEOUT, Kind.PASSING, null);
    }

    static CallFailed broken(Throwable cause) {
        return new CallFailed(MissingReason.FAILED, Kind.PASSING, cause);
    }

    static CallFailed serverError() {
        return new CallFailed(MissingReason.FAILED, Kind.PASSING, null);
    }

    static CallFailed malformed(@Nullable Throwable cause) {
        return new CallFailed(MissingReason.MALFORMED, Kind.LASTING, cause);
    }

    static CallFailed unwanted() {
        return new CallFailed(MissingReason.FAILED, Kind.UNWANTED, null);
    }

    MissingReason reason() {
        return reason;
    }

    Kind kind() {
        return kind;
    }
}
