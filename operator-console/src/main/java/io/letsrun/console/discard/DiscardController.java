package io.letsrun.console.discard;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.discard.Discards.Preview;
import io.letsrun.console.search.Selection;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Discards, in two steps: count, then confirm with a reason. */
@Controller
final class DiscardController {

    private final Discards discards;

    DiscardController(Discards discards) {
        this.discards = discards;
    }

    @PostMapping("/api/v1/discards/preview")
    @ResponseBody
    Mono<Preview> preview(@RequestBody Chosen request) {
        return discards.preview(Selection.of(request.filter(), request.letters()));
    }

    @PostMapping("/api/v1/discards")
    @ResponseBody
    Mono<Map<String, Long>> discard(Authentication who, @RequestBody Discard request) {
        if (request.count() == null) {
            throw Refused.invalid("/count", "required", "must be given, as it was previewed");
        }
        Selection selection = Selection.of(request.filter(), request.letters());
        String reason = Reason.of(request.reason());
        return discards.discard(Caller.of(who), selection, reason, request.count(), request.upTo())
                .map(discarded -> Map.of("discarded", discarded));
    }

    private record Chosen(
            @Nullable Map<String, @Nullable String> filter,
            @Nullable List<Long> letters) {}

    private record Discard(
            @Nullable Map<String, @Nullable String> filter,
            @Nullable List<Long> letters,
            @Nullable String reason,
            @Nullable Long count,
            @Nullable Long upTo) {}

    /** Only leads to the question: a token in a form must not get into a URL, and ticked letters may. */
    @PostMapping("/discards/new")
    Mono<Rendering> ask(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(SelectionForm::of)
                .map(choice -> View.see(
                        choice.empty()
                                ? choice.list(Notes.NOTHING_TICKED)
                                : Links.to("/discards/new", choice.fields())));
    }

    @GetMapping("/discards/new")
    Mono<Rendering> question(
            @RequestParam MultiValueMap<String, String> query, @RequestParam(defaultValue = "") String problem) {
        SelectionForm choice = SelectionForm.of(query);
        String words =
                problem.isEmpty() ? "" : "Their number has changed since you looked; nothing has been discarded.";
        return discards.preview(choice.selection())
                .map(preview -> new DiscardView(preview, choice, words))
                .map(view -> new View("discard/page.jte", "Discard letters", Section.LETTERS, view).rendering());
    }

    @PostMapping("/discards")
    Mono<Rendering> discard(ServerWebExchange exchange, Authentication who) {
        return exchange.getFormData().flatMap(form -> {
            SelectionForm choice = SelectionForm.of(form);
            return discards.discard(
                            Caller.of(who),
                            choice.selection(),
                            Reason.of(form.getFirst("reason")),
                            number("count", form.getFirst("count")),
                            number("upTo", form.getFirst("upTo")))
                    .map(discarded -> choice.list(Notes.discarded(discarded)))
                    .onErrorReturn(Notes::isConflict, Links.to("/discards/new", choice.fields(), "problem", "count"))
                    .map(View::see);
        });
    }

    private static long number(String name, @Nullable String text) {
        try {
            return Long.parseLong(text == null ? "" : text);
        } catch (NumberFormatException e) {
            throw Refused.invalid("/" + name, "wrong-type", "must be a number");
        }
    }

    /**
     * Letters that are to be discarded, before an operator confirms.
     *
     * @param problem why they were not discarded, or nothing
     */
    record DiscardView(Preview preview, SelectionForm choice, String problem) {

        String counted() {
            return Figures.count(preview.count(), "letter");
        }

        /** How they were chosen. */
        String words() {
            return choice.all()
                    ? "These are all the open letters that match the filter."
                    : "These are the open ones among those you ticked.";
        }
    }
}
