package io.letsrun.reads.problem;

/** A parameter breaks its rule. */
public final class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param rule names the parameter and the rule, not the value */
    public Invalid(String rule) {
        super(rule, null, false, false);
    }
}
