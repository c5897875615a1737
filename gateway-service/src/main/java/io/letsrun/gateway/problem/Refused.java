package io.letsrun.gateway.problem;

/** A request is not carried out. Has no stack trace: it is an answer, and must be cheap under a flood of bad requests. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final Problem problem;

    Refused(Problem problem) {
        super(problem.kind().slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
