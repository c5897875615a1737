package io.letsrun.console.replay;

import io.letsrun.console.access.Caller;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.edge.problem.Refused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes replays of letters that were chosen, shows them, and takes their buttons. */
@Controller
final class ReplayPages {

    private static final int PAGE = 50;

    private final Pages pages;
    private final Replays replays;

    ReplayPages(Pages pages, Replays replays) {
        this.pages = pages;
        this.replays = replays;
    }

    @GetMapping("/replays")
    Mono<ResponseEntity<byte[]>> list(
            ServerWebExchange exchange, @RequestParam(required = false) @Nullable UUID before) {
        return replays.page(PAGE, before).map(ReplayViews::list).flatMap(view -> pages.show(exchange, view));
    }

    @GetMapping("/replays/{id}")
    Mono<ResponseEntity<byte[]>> page(
            ServerWebExchange exchange, @PathVariable UUID id, @RequestParam(defaultValue = "") String problem) {
        return found(id).flatMap(replay -> pages.show(exchange, ReplayViews.page(replay, words(problem))));
    }

    /** When the state is no longer what the page shows, it gets new buttons with the new numbers. */
    @GetMapping("/replays/{id}/progress")
    Mono<ResponseEntity<byte[]>> progress(
            ServerWebExchange exchange, @PathVariable UUID id, @RequestParam(defaultValue = "") String known) {
        return found(id).map(replay -> ReplayViews.part(replay, known)).flatMap(view -> {
            if (view.changed()) {
                exchange.getResponse().getHeaders().set("HX-Retarget", "#replay");
                exchange.getResponse().getHeaders().set("HX-Reswap", "outerHTML");
            }
            return pages.show(exchange, view);
        });
    }

    @PostMapping("/replays")
    Mono<ResponseEntity<byte[]>> draft(ServerWebExchange exchange, Authentication who) {
        return exchange.getFormData().flatMap(form -> draft(Caller.of(who), form));
    }

    private Mono<ResponseEntity<byte[]>> draft(Caller actor, MultiValueMap<String, String> form) {
        SelectionForm choice = SelectionForm.of(form);
        if (choice.empty()) {
            return Mono.just(Pages.see(choice.list(Notes.NOTHING_TICKED)));
        }
        return replays.draft(actor, choice.selection(), rate(form.getFirst("rate")))
                .map(outcome -> outcome instanceof ReplayOutcome.Accepted accepted
                        ? Pages.see("/replays/" + accepted.replay().id())
                        : Pages.see(choice.list(Notes.NOTHING_OPEN)));
    }

    private static int rate(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ReplayProperties.DEFAULT_RATE;
        }
        if (text.strip().matches("\\d{1,5}")) {
            int rate = Integer.parseInt(text.strip());
            if (rate >= 1 && rate <= ReplayProperties.MAX_RATE) {
                return rate;
            }
        }
        throw Refused.invalid("/rate", "out-of-range", "must be 1 to " + ReplayProperties.MAX_RATE);
    }

    @PostMapping("/replays/{id}/start")
    Mono<ResponseEntity<byte[]>> start(ServerWebExchange exchange, Authentication who, @PathVariable UUID id) {
        return exchange.getFormData()
                .map(form -> count(form.getFirst("count")))
                .flatMap(count -> replays.start(Caller.of(who), id, count))
                .map(outcome -> answer(id, outcome));
    }

    /** What is no number is none that was previewed. */
    private static long count(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @PostMapping("/replays/{id}/{verb:pause|resume|cancel}")
    Mono<ResponseEntity<byte[]>> change(Authentication who, @PathVariable UUID id, @PathVariable String verb) {
        Caller actor = Caller.of(who);
        Mono<ReplayOutcome> outcome = switch (verb) {
            case "pause" -> replays.pause(actor, id);
            case "resume" -> replays.resume(actor, id);
            case "cancel" -> replays.cancel(actor, id);
            default -> Mono.error(Refused.unknown("the verb"));
        };
        return outcome.map(came -> answer(id, came));
    }

    private Mono<Replay> found(UUID id) {
        return replays.find(id).switchIfEmpty(Mono.error(() -> Refused.unknown("the replay")));
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
            default -> "The replay has gone on meanwhile: see where it stands now.";
        };
    }
}
