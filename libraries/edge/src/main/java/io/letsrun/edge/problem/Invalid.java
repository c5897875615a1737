package io.letsrun.edge.problem;

import java.util.Map;

/** A part of a request breaks its rule. */
public final class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Map<String, String> error;

    /** @param rule names the parameter and the rule, not the value */
    public Invalid(String rule) {
        this(Problem.INVALID_REQUEST, rule, Map.of());
    }

    private Invalid(Problem problem, String rule, Map<String, String> error) {
        super(rule, null, false, false);
        this.problem = problem;
        this.error = error;
    }

    /**
     * Returns what is wrong with a parameter in the path or the query.
     *
     * @param rule what it {@code is} or {@code is not}, without the value
     */
    public static Invalid parameter(String name, String rule) {
        return new Invalid(Problem.INVALID_REQUEST, name + " " + rule, Map.of("parameter", name, "detail", rule));
    }

    /**
     * Returns what is wrong with a field of the body.
     *
     * @param pointer a JSON Pointer (RFC 6901), such as {@code /reason}
     * @param rule what it {@code is} or {@code is not}, without the value
     */
    public static Invalid field(String pointer, String rule) {
        return new Invalid(Problem.INVALID_CONTENT, pointer + " " + rule, Map.of("pointer", pointer, "detail", rule));
    }

    Problem problem() {
        return problem;
    }

    /** Returns which part is wrong and why; empty when it is not known. */
    Map<String, String> error() {
        return error;
    }
}
