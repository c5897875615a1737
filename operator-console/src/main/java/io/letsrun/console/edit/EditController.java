package io.letsrun.console.edit;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes edited payloads: as a text, which is sent byte for byte, or as JSON. */
@RestController
final class EditController {

    private final LetterEdits edits;

    EditController(LetterEdits edits) {
        this.edits = edits;
    }

    @PostMapping("/api/v1/letters/{id}/edit")
    Mono<ResponseEntity<Object>> edit(
            Authentication authentication, @PathVariable long id, @RequestBody Edited request) {
        JsonNode value = request.value();
        if (value == null || value.isNull()) {
            throw Refused.invalid("/value", "required", "must be given");
        }
        String payload = value.isString() ? value.stringValue() : value.toString();
        return edits.edit(Caller.of(authentication), id, payload, Reason.of(request.reason()))
                .map(EditController::answer);
    }

    private static ResponseEntity<Object> answer(EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Accepted accepted ->
                ResponseEntity.created(URI.create(
                                "/api/v1/replays/" + accepted.replay().id()))
                        .body(accepted.replay());
            case EditOutcome.Invalid invalid ->
                throw Problem.invalid(invalid.errors().stream()
                                .map(error -> new FieldError(error.pointer(), "malformed", error.detail()))
                                .toList())
                        .refused();
            case EditOutcome.NotOpen letter -> throw Refused.conflict("The letter is %s.".formatted(letter.state()));
            case EditOutcome.SwitchedOff off ->
                throw Problem.of(ProblemKind.FORBIDDEN, "Editing is switched off.")
                        .refused();
            case EditOutcome.Unknown unknown -> throw Refused.unknown("the letter");
        };
    }

    private record Edited(
            @Nullable JsonNode value, @Nullable String reason) {}
}
