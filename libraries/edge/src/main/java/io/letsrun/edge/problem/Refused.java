package io.letsrun.edge.problem;

import java.time.Duration;

/** A request is refused. Has no stack trace, so that it is cheap under a flood of bad requests. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final Duration SOON = Duration.ofSeconds(1);

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

    /** Refuses to show what is not there, or not yet, with the advice to ask again after a second. */
    public static Refused notYet(String what) {
        return Problem.of(ProblemKind.NOT_FOUND, "There is no " + what + ", or not yet.")
                .retryAfter(SOON)
                .refused();
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
