package io.letsrun.load.openloop;

/** An answer that is not HTTP/1.1 as far as we read it. */
final class MalformedAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedAnswer(String what) {
        super(what);
    }
}
