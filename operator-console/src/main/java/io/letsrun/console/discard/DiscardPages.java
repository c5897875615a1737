package io.letsrun.console.discard;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.search.SelectionForm;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Figures;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.edge.problem.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asks for a reason and a last look before letters are discarded. */
@Controller
final class DiscardPages {

    private static final Field DIFFERED = new Field("problem", "count");

    private final Pages pages;
    private final Discards discards;

    DiscardPages(Pages pages, Discards discards) {
        this.pages = pages;
        this.discards = discards;
    }

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
        return discards.preview(choice.selection())
                .map(preview -> view(choice, preview, problem))
                .flatMap(view -> pages.show(exchange, view));
    }

    private static DiscardView view(SelectionForm choice, DiscardPreview preview, String problem) {
        List<Field> chosen = new ArrayList<>(choice.fields());
        chosen.add(new Field("upTo", Long.toString(preview.upTo())));
        return new DiscardView(
                preview.count(),
                Figures.count(preview.count(), "letter"),
                chosen,
                choice.all()
                        ? "These are all the open letters that match the filter."
                        : "These are the open ones among those you ticked.",
                choice.list(),
                problem.isEmpty() ? "" : "Their number has changed since you looked; nothing has been discarded.");
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
                    .map(outcome -> answer(choice, outcome));
        });
    }

    private static ResponseEntity<byte[]> answer(SelectionForm choice, DiscardOutcome outcome) {
        return switch (outcome) {
            case DiscardOutcome.Discarded discarded -> Pages.see(choice.list(Notes.discarded(discarded.count())));
            case DiscardOutcome.CountDiffers differs -> {
                List<Field> again = new ArrayList<>(choice.fields());
                again.add(DIFFERED);
                yield Pages.see(Links.to("/discards/new", again));
            }
        };
    }

    private static long number(String name, @Nullable String text) {
        try {
            return Long.parseLong(text == null ? "" : text);
        } catch (NumberFormatException e) {
            throw Refused.invalid("/" + name, "wrong-type", "must be a number");
        }
    }
}
