package io.letsrun.console.replay;

import io.letsrun.console.edit.EditOutcome;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** Outcomes as HTTP answers. */
public final class ReplayAnswers {

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

    public static ResponseEntity<Object> to(EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Accepted replay -> ReplayController.created(replay.replay());
            case EditOutcome.Invalid invalid -> throw invalid(invalid);
            case EditOutcome.NotOpen letter -> throw Refused.conflict("The letter is %s.".formatted(letter.state()));
            case EditOutcome.SwitchedOff off ->
                throw Problem.of(ProblemKind.FORBIDDEN, "Editing is switched off.")
                        .refused();
            case EditOutcome.Unknown unknown -> throw Refused.unknown("the letter");
        };
    }

    private static Refused countDiffers(long expected) {
        String detail = "The replay has %d letters; another number was confirmed.".formatted(expected);
        return Problem.of(ProblemKind.CONFLICT, detail)
                .withMember("expected", expected)
                .refused();
    }

    private static Refused invalid(EditOutcome.Invalid invalid) {
        return Problem.invalid(invalid.errors().stream()
                        .map(error -> new FieldError(error.pointer(), "malformed", error.detail()))
                        .toList())
                .refused();
    }
}
