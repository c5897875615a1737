package io.letsrun.console.letter;

import io.letsrun.console.access.AccessProperties;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.search.CauseCounts;
import io.letsrun.console.search.CauseCounts.Names;
import io.letsrun.console.search.FilterForm;
import io.letsrun.console.search.LetterPage;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.edge.problem.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Shows letters. */
@Controller
final class LetterPages {

    private static final int PAGE = 50;
    private static final int DEFAULT_RATE = 100;

    private final Pages pages;
    private final Letters letters;
    private final CauseCounts counts;
    private final boolean editing;

    LetterPages(Pages pages, Letters letters, CauseCounts counts, AccessProperties properties) {
        this.pages = pages;
        this.letters = letters;
        this.counts = counts;
        this.editing = properties.editing();
    }

    /** A filter that makes no sense is shown again with what is wrong with it. */
    @GetMapping("/letters")
    Mono<ResponseEntity<byte[]>> list(
            ServerWebExchange exchange,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable String cursor) {
        FilterForm filter = FilterForm.of(query);
        return Mono.defer(() -> letters.page(filter.query().filter(), cursor, PAGE))
                .zipWith(counts.names())
                .flatMap(found -> pages.show(exchange, found(filter, note, found.getT1(), found.getT2())))
                .onErrorResume(
                        Refused.class,
                        refused -> pages.show(exchange, HttpStatus.UNPROCESSABLE_CONTENT, refused(filter, refused)));
    }

    private static LettersView found(FilterForm filter, String note, LetterPage page, Names names) {
        List<Field> following = new ArrayList<>(filter.fields());
        following.add(new Field("cursor", page.next() == null ? "" : page.next()));
        return new LettersView(
                Notes.done(note),
                Notes.problem(note),
                filter,
                names,
                page.items().stream().map(LetterViews::row).toList(),
                page.next() == null ? "" : Links.to("/letters", following),
                DEFAULT_RATE);
    }

    private static LettersView refused(FilterForm filter, Refused refused) {
        return new LettersView(
                "",
                "The filter makes no sense: " + refused.getMessage() + '.',
                filter,
                new Names(List.of(), List.of(), List.of()),
                List.of(),
                "",
                DEFAULT_RATE);
    }

    @GetMapping("/letters/{id}")
    Mono<ResponseEntity<byte[]>> letter(
            ServerWebExchange exchange, @PathVariable long id, @RequestParam(defaultValue = "") String note) {
        return found(id)
                .map(letter ->
                        LetterViews.page(letter, LetterViews.payload(letter.payload()), editing, Notes.problem(note)))
                .flatMap(view -> pages.show(exchange, view));
    }

    /**
     * Shows a payload as it is, in answer to the form itself: a redirect would have to carry it, or the right to see it. Whoever
     * reloads the page sends the form again, and is written down again.
     */
    @PostMapping("/letters/{id}/reveal")
    Mono<ResponseEntity<byte[]>> reveal(ServerWebExchange exchange, Authentication who, @PathVariable long id) {
        boolean part = exchange.getRequest().getHeaders().containsHeader("HX-Request");
        return exchange.getFormData()
                .map(form -> Reason.of(form.getFirst("reason")))
                .flatMap(reason -> letters.reveal(id, Caller.of(who), reason))
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")))
                .flatMap(revealed -> part
                        ? pages.show(exchange, new RevealedView(id, LetterViews.revealed(revealed)))
                        : found(id)
                                .map(letter -> LetterViews.page(letter, LetterViews.revealed(revealed), editing, ""))
                                .flatMap(view -> pages.show(exchange, view)));
    }

    private Mono<Letter> found(long id) {
        return letters.find(id).switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")));
    }
}
