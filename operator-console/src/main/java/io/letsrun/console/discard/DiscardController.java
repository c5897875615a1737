package io.letsrun.console.discard;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.search.LetterQuery;
import io.letsrun.console.search.Selection;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Discards, in two steps: count, then confirm. */
@RestController
final class DiscardController {

    private final Discards discards;

    DiscardController(Discards discards) {
        this.discards = discards;
    }

    @PostMapping("/api/v1/discards/preview")
    Mono<DiscardPreview> preview(@RequestBody Preview request) {
        return discards.preview(Selection.of(request.filter(), request.letters()));
    }

    @PostMapping("/api/v1/discards")
    Mono<ResponseEntity<Object>> discard(Authentication authentication, @RequestBody Discard request) {
        if (request.count() == null) {
            throw Refused.invalid("/count", "required", "must be given, as it was previewed");
        }
        return discards.discard(
                        Caller.of(authentication),
                        Selection.of(request.filter(), request.letters()),
                        Reason.of(request.reason()),
                        request.count(),
                        request.upTo())
                .map(DiscardController::answer);
    }

    private static ResponseEntity<Object> answer(DiscardOutcome outcome) {
        return switch (outcome) {
            case DiscardOutcome.Discarded discarded -> ResponseEntity.ok(Map.of("discarded", discarded.count()));
            case DiscardOutcome.CountDiffers differs -> {
                String detail =
                        "%d letters would be discarded; another number was confirmed.".formatted(differs.count());
                throw Problem.of(ProblemKind.CONFLICT, detail)
                        .withMember("count", differs.count())
                        .refused();
            }
        };
    }

    private record Preview(
            @Nullable LetterQuery filter, @Nullable List<Long> letters) {}

    private record Discard(
            @Nullable LetterQuery filter,
            @Nullable List<Long> letters,
            @Nullable String reason,
            @Nullable Long count,
            @Nullable Long upTo) {}
}
