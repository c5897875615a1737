package io.letsrun.events.upstream;

/** The asker's own time is over. Has no stack trace: it is an ordinary end of a call. */
final class DeadlinePassed extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeadlinePassed() {
        super("the asker's deadline has passed", null, false, false);
    }
}
