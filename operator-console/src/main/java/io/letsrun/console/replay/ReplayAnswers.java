package io.letsrun.console.replay;

import io.letsrun.console.edit.EditOutcome;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Unknown;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Outcomes as HTTP answers. */
public final class ReplayAnswers {

    private ReplayAnswers() {}

    static ResponseEntity<Object> to(ReplayOutcome outcome, Function<Replay, ResponseEntity<Object>> accepted) {
        return switch (outcome) {
            case ReplayOutcome.Accepted replay -> accepted.apply(replay.replay());
            case ReplayOutcome.CountDiffers differs -> countDiffers(differs.expected());
            case ReplayOutcome.Refused refused ->
                problem(Problem.CONFLICT.with(
                        "the replay is %s".formatted(refused.state().code())));
            case ReplayOutcome.NothingOpen nothing -> problem(Problem.CONFLICT.with("none of these letters is open"));
            case ReplayOutcome.Unknown unknown -> throw new Unknown("the replay");
        };
    }

    public static ResponseEntity<Object> to(EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Accepted replay -> ReplayController.created(replay.replay());
            case EditOutcome.Invalid invalid -> invalid(invalid);
            case EditOutcome.NotOpen letter ->
                problem(Problem.CONFLICT.with("the letter is %s".formatted(letter.state())));
            case EditOutcome.SwitchedOff off -> problem(Problem.FORBIDDEN.with("editing is switched off"));
            case EditOutcome.Unknown unknown -> throw new Unknown("the letter");
        };
    }

    private static ResponseEntity<Object> countDiffers(long expected) {
        ProblemDetail problem =
                Problem.CONFLICT.with("the replay has %d letters, another number was confirmed".formatted(expected));
        problem.setProperty("expected", expected);
        return problem(problem);
    }

    private static ResponseEntity<Object> invalid(EditOutcome.Invalid invalid) {
        ProblemDetail problem = Problem.INVALID_CONTENT.with("the value breaks the rules of its event type");
        problem.setProperty("errors", invalid.errors());
        return problem(problem);
    }

    private static ResponseEntity<Object> problem(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
