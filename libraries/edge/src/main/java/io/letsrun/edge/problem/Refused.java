package io.letsrun.edge.problem;

/** A request is refused. Has no stack trace, so that it is cheap under a flood of bad requests. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final Problem problem;

    Refused(Problem problem) {
        super(problem.reason(), null, false, false);
        this.problem = problem;
    }

    /** @param what names the thing, never a person */
    public static Refused unknown(String what) {
        return Problem.of(ProblemKind.NOT_FOUND, what + " is not known").refused();
    }

    /** Refuses one value; the parameters are those of {@link FieldError}. */
    public static Refused invalid(String pointer, String code, String detail) {
        return Problem.invalid(pointer, code, detail).refused();
    }

    /** @param detail names the thing and its state, never a person */
    public static Refused conflict(String detail) {
        return Problem.of(ProblemKind.CONFLICT, detail).refused();
    }

    public Problem problem() {
        return problem;
    }
}
