package io.letsrun.gateway.admission;

import io.letsrun.edge.problem.ProblemKind;

/** Why a request is refused before it is handled. */
enum RefusalReason {
    OVERLOADED(ProblemKind.UNAVAILABLE, "overloaded", "More is asked of this service than it can answer in time."),
    UNFINISHED(
            ProblemKind.TOO_MANY_REQUESTS,
            "unfinished",
            "Too many requests of this client wait for the rest of their bodies.");

    private final ProblemKind problem;
    private final String reason;
    private final String detail;

    RefusalReason(ProblemKind problem, String reason, String detail) {
        this.problem = problem;
        this.reason = reason;
        this.detail = detail;
    }

    ProblemKind problem() {
        return problem;
    }

    /** Returns its name in metrics. */
    String reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
