package io.letsrun.console.replay;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** Outcomes as HTTP answers. */
final class ReplayAnswers {

    private ReplayAnswers() {}

    static ResponseEntity<Object> to(ReplayOutcome outcome, Function<Replay, ResponseEntity<Object>> accepted) {
        return switch (outcome) {
            case ReplayOutcome.Accepted replay -> accepted.apply(replay.replay());
            case ReplayOutcome.CountDiffers differs -> throw countDiffers(differs.expected());
            case ReplayOutcome.Refused refused ->
                throw Refused.conflict(
                        "The replay is %s.".formatted(refused.state().code()));
            case ReplayOutcome.NothingOpen nothing -> throw Refused.conflict("None of these letters is open.");
            case ReplayOutcome.Unknown unknown -> throw Refused.unknown("the replay");
        };
    }

    private static Refused countDiffers(long expected) {
        String detail = "The replay has %d letters; another number was confirmed.".formatted(expected);
        return Problem.of(ProblemKind.CONFLICT, detail)
                .withMember("expected", expected)
                .refused();
    }
}
