package io.letsrun.console.replay;

import io.letsrun.console.access.Caller;
import io.letsrun.console.search.Selection;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.Slice;
import io.letsrun.console.web.View;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Replays, in two steps: draft and count, then start with that count. */
@Controller
final class ReplayController {

    private static final int PAGE = 50;

    private final Pages pages;
    private final Replays replays;

    ReplayController(Pages pages, Replays replays) {
        this.pages = pages;
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
                .map(ReplayController::accepted)
                .map(replay -> ResponseEntity.created(URI.create("/api/v1/replays/" + replay.id()))
                        .body(replay));
    }

    @PostMapping("/api/v1/replays/{id}/start")
    @ResponseBody
    Mono<Replay> start(Authentication who, @PathVariable UUID id, @RequestBody Start request) {
        if (request.count() == null) {
            throw Refused.invalid("/count", "required", "must be given, as the draft tells it");
        }
        return replays.start(Caller.of(who), id, request.count()).map(ReplayController::accepted);
    }

    @PostMapping("/api/v1/replays/{id}/{verb:pause|resume|cancel}")
    @ResponseBody
    Mono<Replay> steer(Authentication who, @PathVariable UUID id, @PathVariable String verb) {
        return replays.steer(Caller.of(who), id, steering(verb)).map(ReplayController::accepted);
    }

    private static Replay accepted(ReplayOutcome outcome) {
        return switch (outcome) {
            case ReplayOutcome.Accepted accepted -> accepted.replay();
            case ReplayOutcome.CountDiffers differs ->
                throw Problem.of(
                                ProblemKind.CONFLICT,
                                "The replay has %d letters; another number was confirmed."
                                        .formatted(differs.expected()))
                        .withMember("expected", differs.expected())
                        .refused();
            case ReplayOutcome.Refused refused ->
                throw Refused.conflict(
                        "The replay is %s.".formatted(refused.state().code()));
            case ReplayOutcome.NothingOpen nothing -> throw Refused.conflict("None of these letters is open.");
            case ReplayOutcome.Unknown unknown -> throw Refused.unknown("the replay");
        };
    }

    private record Draft(
            @Nullable Map<String, @Nullable String> filter,
            @Nullable List<Long> letters,
            @Nullable Integer rate) {}

    private record Start(@Nullable Long count) {}

    // For people.

    @GetMapping("/replays")
    Mono<ResponseEntity<byte[]>> page(
            ServerWebExchange exchange, @RequestParam(required = false) @Nullable UUID cursor) {
        return replays.page(PAGE, cursor)
                .map(found -> new View("replay/list.jte", "Replays", Section.REPLAYS, found))
                .flatMap(view -> pages.show(exchange, view));
    }

    @GetMapping("/replays/{id}")
    Mono<ResponseEntity<byte[]>> page(
            ServerWebExchange exchange, @PathVariable UUID id, @RequestParam(defaultValue = "") String problem) {
        return replay(id).flatMap(replay -> pages.show(exchange, ReplayView.page(replay, words(problem))));
    }

    /** When the state is no longer what the page shows, it gets new buttons with the new numbers. */
    @GetMapping("/replays/{id}/progress")
    Mono<ResponseEntity<byte[]>> progress(
            ServerWebExchange exchange, @PathVariable UUID id, @RequestParam(defaultValue = "") String known) {
        return replay(id).flatMap(replay -> {
            boolean changed = !replay.state().code().equals(known);
            if (changed) {
                exchange.getResponse().getHeaders().set("HX-Retarget", "#replay");
                exchange.getResponse().getHeaders().set("HX-Reswap", "outerHTML");
            }
            return pages.show(exchange, ReplayView.part(replay, changed));
        });
    }

    @PostMapping("/replays")
    Mono<ResponseEntity<byte[]>> draft(ServerWebExchange exchange, Authentication who) {
        return exchange.getFormData().flatMap(form -> draft(Caller.of(who), form));
    }

    private Mono<ResponseEntity<byte[]>> draft(Caller caller, MultiValueMap<String, String> form) {
        SelectionForm choice = SelectionForm.of(form);
        if (choice.empty()) {
            return Mono.just(Pages.see(choice.list(Notes.NOTHING_TICKED)));
        }
        return replays.draft(caller, choice.selection(), rate(form.getFirst("rate")))
                .map(outcome -> outcome instanceof ReplayOutcome.Accepted accepted
                        ? Pages.see("/replays/" + accepted.replay().id())
                        : Pages.see(choice.list(Notes.NOTHING_OPEN)));
    }

    /** What is not a number is out of range. */
    private static int rate(@Nullable String text) {
        boolean none = text == null || text.isBlank();
        return none ? ReplayProperties.DEFAULT_RATE : Math.clamp(number(text), -1, ReplayProperties.MAX_RATE + 1);
    }

    @PostMapping("/replays/{id}/start")
    Mono<ResponseEntity<byte[]>> start(ServerWebExchange exchange, Authentication who, @PathVariable UUID id) {
        return exchange.getFormData()
                .flatMap(form -> replays.start(Caller.of(who), id, number(form.getFirst("count"))))
                .map(outcome -> answer(id, outcome));
    }

    /** Returns -1 for what is not a number; no replay has so many letters. */
    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @PostMapping("/replays/{id}/{verb:pause|resume|cancel}")
    Mono<ResponseEntity<byte[]>> press(Authentication who, @PathVariable UUID id, @PathVariable String verb) {
        return replays.steer(Caller.of(who), id, steering(verb)).map(outcome -> answer(id, outcome));
    }

    private static Steering steering(String verb) {
        return Steering.valueOf(verb.toUpperCase(Locale.ROOT));
    }

    private static ResponseEntity<byte[]> answer(UUID id, ReplayOutcome outcome) {
        return switch (outcome) {
            case ReplayOutcome.Accepted accepted -> Pages.see("/replays/" + id);
            case ReplayOutcome.CountDiffers differs -> Pages.see("/replays/" + id + "?problem=count");
            case ReplayOutcome.Refused refused -> Pages.see("/replays/" + id + "?problem=state");
            case ReplayOutcome.NothingOpen none -> Pages.see("/letters?note=nothing-open");
            case ReplayOutcome.Unknown unknown -> throw Refused.unknown("the replay");
        };
    }

    private static String words(String problem) {
        return switch (problem) {
            case "" -> "";
            case "count" -> "That is not the number of letters. Nothing has been sent.";
            default -> "The replay has changed meanwhile: look at its state now.";
        };
    }
}
