package io.letsrun.console.replay;

import io.letsrun.console.access.Caller;
import io.letsrun.console.search.LetterQuery;
import io.letsrun.console.search.Selection;
import io.letsrun.edge.problem.Refused;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Replays, in two steps: draft and count, then start with that count. */
@RestController
@RequestMapping("/api/v1/replays")
final class ReplayController {

    private static final int MAX_LIMIT = 200;

    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    @GetMapping
    Mono<Replay.Page> page(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable UUID cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refused.invalid("/limit", "out-of-range", "must be 1 to " + MAX_LIMIT);
        }
        return replays.page(limit, cursor);
    }

    @GetMapping("/{id}")
    Mono<Replay> replay(@PathVariable UUID id) {
        return replays.find(id).switchIfEmpty(Mono.error(() -> Refused.unknown("the replay")));
    }

    @PostMapping
    Mono<ResponseEntity<Object>> draft(Authentication authentication, @RequestBody Draft request) {
        Selection selection = Selection.of(request.filter(), request.letters());
        int rate = request.rate() == null ? ReplayProperties.DEFAULT_RATE : request.rate();
        return replays.draft(Caller.of(authentication), selection, rate)
                .map(outcome -> ReplayAnswers.to(outcome, ReplayController::created));
    }

    @PostMapping("/{id}/start")
    Mono<ResponseEntity<Object>> start(
            Authentication authentication, @PathVariable UUID id, @RequestBody Start request) {
        if (request.count() == null) {
            throw Refused.invalid("/count", "required", "must be given, as the draft tells it");
        }
        return replays.start(Caller.of(authentication), id, request.count()).map(ReplayController::answer);
    }

    @PostMapping("/{id}/pause")
    Mono<ResponseEntity<Object>> pause(Authentication authentication, @PathVariable UUID id) {
        return replays.pause(Caller.of(authentication), id).map(ReplayController::answer);
    }

    @PostMapping("/{id}/resume")
    Mono<ResponseEntity<Object>> resume(Authentication authentication, @PathVariable UUID id) {
        return replays.resume(Caller.of(authentication), id).map(ReplayController::answer);
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<Object>> cancel(Authentication authentication, @PathVariable UUID id) {
        return replays.cancel(Caller.of(authentication), id).map(ReplayController::answer);
    }

    private static ResponseEntity<Object> answer(ReplayOutcome outcome) {
        return ReplayAnswers.to(outcome, ResponseEntity::ok);
    }

    static ResponseEntity<Object> created(Replay replay) {
        return ResponseEntity.created(URI.create("/api/v1/replays/" + replay.id()))
                .body(replay);
    }

    private record Draft(
            @Nullable LetterQuery filter,
            @Nullable List<Long> letters,
            @Nullable Integer rate) {}

    private record Start(@Nullable Long count) {}
}
