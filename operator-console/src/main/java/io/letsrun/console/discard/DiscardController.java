package io.letsrun.console.discard;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.discard.Discards.Outcome;
import io.letsrun.console.discard.Discards.Preview;
import io.letsrun.console.search.Selection;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.View;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Discards, in two steps: count, then confirm with a reason. */
@Controller
final class DiscardController {

    private final Pages pages;
    private final Discards discards;

    DiscardController(Pages pages, Discards discards) {
        this.pages = pages;
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
                .map(outcome -> switch (outcome) {
                    case Outcome.Discarded discarded -> Map.of("discarded", discarded.count());
                    case Outcome.CountDiffers differs ->
                        throw Problem.of(
                                        ProblemKind.CONFLICT,
                                        "%d letters would be discarded; another number was confirmed."
                                                .formatted(differs.count()))
                                .withMember("count", differs.count())
                                .refused();
                });
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
    Mono<ResponseEntity<byte[]>> ask(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(SelectionForm::of)
                .map(choice -> choice.empty()
                        ? Pages.see(choice.list(Notes.NOTHING_TICKED))
                        : Pages.see(Links.to("/discards/new", choice.fields())));
    }

    @GetMapping("/discards/new")
    Mono<ResponseEntity<byte[]>> question(
            ServerWebExchange exchange,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "") String problem) {
        SelectionForm choice = SelectionForm.of(query);
        String words =
                problem.isEmpty() ? "" : "Their number has changed since you looked; nothing has been discarded.";
        return discards.preview(choice.selection())
                .map(preview -> new DiscardView(preview, choice, words))
                .map(view -> new View("discard/page.jte", "Discard letters", Section.LETTERS, view))
                .flatMap(view -> pages.show(exchange, view));
    }

    @PostMapping("/discards")
    Mono<ResponseEntity<byte[]>> discard(ServerWebExchange exchange, Authentication who) {
        return exchange.getFormData().flatMap(form -> {
            SelectionForm choice = SelectionForm.of(form);
            return discards.discard(
                            Caller.of(who),
                            choice.selection(),
                            Reason.of(form.getFirst("reason")),
                            number("count", form.getFirst("count")),
                            number("upTo", form.getFirst("upTo")))
                    .map(outcome -> Pages.see(
                            switch (outcome) {
                                case Outcome.Discarded discarded -> choice.list(Notes.discarded(discarded.count()));
                                case Outcome.CountDiffers differs ->
                                    Links.to("/discards/new", choice.fields(), "problem", "count");
                            }));
        });
    }

    private static long number(String name, @Nullable String text) {
        try {
            return Long.parseLong(text == null ? "" : text);
        } catch (NumberFormatException e) {
            throw Refused.invalid("/" + name, "wrong-type", "must be a number");
        }
    }
}
