package io.letsrun.delivery.batch;

/** The handler says, without asking storage, that storage will refuse the event. */
public final class BrokenRule extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Without a stack trace: the rule says it all, and a burst of such records would spend its time on traces. */
    public BrokenRule(String rule) {
        super(rule, null, false, false);
    }
}
