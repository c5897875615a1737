package io.letsrun.events.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The upstream gave no answer of use. Has no stack trace: during an outage every call may end so. */
public final class UpstreamFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What a failure says about the upstream, and about another attempt. */
    public enum Kind {
        /** The upstream is not well. Another attempt may succeed. */
        PASSING,
        /** The kept connection was closed before anything was sent. Says nothing about the upstream; another attempt may succeed. */
        NOT_SENT,
        /** The upstream asks us to call less often. Another attempt must wait. */
        THROTTLED,
        /** The answer to this very call is not what the upstream promises. Another attempt would bring the same. */
        MALFORMED,
        /** The upstream is well and refuses this very call. */
        UNWANTED,
        /** The upstream was not called, or the request's own time ended the call. */
        NOT_CALLED
    }

    private final Kind kind;
    private final MissingReason reason;
    private final @Nullable Duration retryAfter;

    private UpstreamFailure(Kind kind, MissingReason reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(reason.name(), cause, false, false);
        this.kind = kind;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** The call took longer than its time limit. */
    public static UpstreamFailure timeout() {
        return new UpstreamFailure(Kind.PASSING, MissingReason.TIMEOUT, null, null);
    }

    /** The connection could not be made, or broke. */
    public static UpstreamFailure connection(Throwable cause) {
        return new UpstreamFailure(Kind.PASSING, MissingReason.FAILED, null, cause);
    }

    public static UpstreamFailure notSent(Throwable cause) {
        return new UpstreamFailure(Kind.NOT_SENT, MissingReason.FAILED, null, cause);
    }

    /** @param retryAfter as the upstream says; null when it does not */
    public static UpstreamFailure serverError(@Nullable Duration retryAfter) {
        return new UpstreamFailure(Kind.PASSING, MissingReason.FAILED, retryAfter, null);
    }

    /** @param retryAfter as the upstream says; null when it does not */
    public static UpstreamFailure throttled(@Nullable Duration retryAfter) {
        return new UpstreamFailure(Kind.THROTTLED, MissingReason.FAILED, retryAfter, null);
    }

    public static UpstreamFailure malformed(@Nullable Throwable cause) {
        return new UpstreamFailure(Kind.MALFORMED, MissingReason.MALFORMED, null, cause);
    }

    public static UpstreamFailure unwanted() {
        return new UpstreamFailure(Kind.UNWANTED, MissingReason.FAILED, null, null);
    }

    /** The breaker is open. */
    public static UpstreamFailure open(Duration retryAfter) {
        return new UpstreamFailure(Kind.NOT_CALLED, MissingReason.OPEN, retryAfter, null);
    }

    /** Too many calls wait already. */
    public static UpstreamFailure busy() {
        return new UpstreamFailure(Kind.NOT_CALLED, MissingReason.BUSY, null, null);
    }

    /** The time of the request that asked is over. */
    public static UpstreamFailure deadline() {
        return new UpstreamFailure(Kind.NOT_CALLED, MissingReason.DEADLINE, null, null);
    }

    public Kind kind() {
        return kind;
    }

    public MissingReason reason() {
        return reason;
    }

    /** Returns how long from now it makes no sense to ask again; null where nobody knows, never with {@link MissingReason#OPEN}. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
