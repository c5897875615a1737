package io.letsrun.console.replay;

import io.letsrun.console.access.Caller;
import io.letsrun.console.search.Selection;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.Slice;
import io.letsrun.console.web.View;
import io.letsrun.edge.problem.Refused;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Replays, in two steps: draft and count, then start with that count. */
@Controller
final class ReplayController {

    private static final int PAGE = 50;

    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    // For programs.

    @GetMapping("/api/v1/replays")
    @ResponseBody
    Mono<Slice<Replay>> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable UUID cursor) {
        return replays.page(Slice.limit(limit), cursor);
    }

    @GetMapping("/api/v1/replays/{id}")
    @ResponseBody
    Mono<Replay> replay(@PathVariable UUID id) {
        return replays.find(id).switchIfEmpty(Mono.error(() -> Refused.unknown("the replay")));
    }

    @PostMapping("/api/v1/replays")
    Mono<ResponseEntity<Replay>> draft(Authentication who, @RequestBody Draft request) {
        Selection selection = Selection.of(request.filter(), request.letters());
        int rate = request.rate() == null ? ReplayProperties.DEFAULT_RATE : request.rate();
        return replays.draft(Caller.of(who), selection, rate)
                .map(replay -> ResponseEntity.created(URI.create("/api/v1/replays/" + replay.id()))
                        .body(replay));
    }

    @PostMapping("/api/v1/replays/{id}/start")
    @ResponseBody
    Mono<Replay> start(Authentication who, @PathVariable UUID id, @RequestBody Start request) {
        if (request.count() == null) {
            throw Refused.invalid("/count", "required", "must be given, as the draft tells it");
        }
        return replays.start(Caller.of(who), id, request.count());
    }

    @PostMapping("/api/v1/replays/{id}/{verb:pause|resume|cancel}")
    @ResponseBody
    Mono<Replay> steer(Authentication who, @PathVariable UUID id, @PathVariable String verb) {
        return replays.steer(Caller.of(who), id, steering(verb));
    }

    private record Draft(
            @Nullable Map<String, @Nullable String> filter,
            @Nullable List<Long> letters,
            @Nullable Integer rate) {}

    private record Start(@Nullable Long count) {}

    // For people.

    @GetMapping("/replays")
    Mono<Rendering> page(@RequestParam(required = false) @Nullable UUID cursor) {
        return replays.page(PAGE, cursor)
                .map(found -> new View("replay/list.jte", "Replays", Section.REPLAYS, found).rendering());
    }

    @GetMapping("/replays/{id}")
    Mono<Rendering> page(@PathVariable UUID id, @RequestParam(defaultValue = "") String problem) {
        return replay(id).map(replay -> ReplayView.page(replay, words(problem)).rendering());
    }

    /** When the state is no longer what the page shows, it gets new buttons with the new numbers. */
    @GetMapping("/replays/{id}/progress")
    Mono<Rendering> progress(
            ServerWebExchange exchange, @PathVariable UUID id, @RequestParam(defaultValue = "") String known) {
        return replay(id).map(replay -> {
            boolean changed = !replay.state().code().equals(known);
            if (changed) {
                exchange.getResponse().getHeaders().set("HX-Retarget", "#replay");
                exchange.getResponse().getHeaders().set("HX-Reswap", "outerHTML");
            }
            return ReplayView.part(replay, changed).rendering();
        });
    }

    @PostMapping("/replays")
    Mono<Rendering> draft(ServerWebExchange exchange, Authentication who) {
        return exchange.getFormData().flatMap(form -> draft(Caller.of(who), form));
    }

    private Mono<Rendering> draft(Caller caller, MultiValueMap<String, String> form) {
        SelectionForm choice = SelectionForm.of(form);
        if (choice.empty()) {
            return Mono.just(View.see(choice.list(Notes.NOTHING_TICKED)));
        }
        return replays.draft(caller, choice.selection(), number(form.getFirst("rate"), ReplayProperties.DEFAULT_RATE))
                .map(replay -> "/replays/" + replay.id())
                .onErrorReturn(Notes::isConflict, choice.list(Notes.NOTHING_OPEN))
                .map(View::see);
    }

    @PostMapping("/replays/{id}/start")
    Mono<Rendering> start(ServerWebExchange exchange, Authentication who, @PathVariable UUID id) {
        return exchange.getFormData()
                .flatMap(form -> replays.start(Caller.of(who), id, number(form.getFirst("count"), -1)))
                .as(replay -> answer(id, replay));
    }

    /** What is not a number is out of range, and no replay has so many letters. */
    private static int number(@Nullable String text, int absent) {
        try {
            return text == null || text.isBlank() ? absent : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @PostMapping("/replays/{id}/{verb:pause|resume|cancel}")
    Mono<Rendering> press(Authentication who, @PathVariable UUID id, @PathVariable String verb) {
        return answer(id, replays.steer(Caller.of(who), id, steering(verb)));
    }

    private static Steering steering(String verb) {
        return Steering.valueOf(verb.toUpperCase(Locale.ROOT));
    }

    private static Mono<Rendering> answer(UUID id, Mono<Replay> told) {
        return told.map(replay -> "/replays/" + id)
                .onErrorReturn(Notes::isConflict, "/replays/" + id + "?problem=changed")
                .map(View::see);
    }

    private static String words(String problem) {
        return problem.isEmpty()
                ? ""
                : "That is not the number of letters, or the replay has changed meanwhile. Nothing was done: look at it now.";
    }
}
