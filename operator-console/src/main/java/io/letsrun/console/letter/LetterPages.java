package io.letsrun.console.letter;

import io.letsrun.console.access.Caller;
import io.letsrun.console.audit.Reason;
import io.letsrun.console.edit.LetterEdits;
import io.letsrun.console.search.Filters;
import io.letsrun.console.search.LetterPage;
import io.letsrun.console.web.Field;
import io.letsrun.console.web.Links;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Pages;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.stream.Stream;
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
    private final LetterEdits edits;

    LetterPages(Pages pages, Letters letters, LetterEdits edits) {
        this.pages = pages;
        this.letters = letters;
        this.edits = edits;
    }

    /** A filter that makes no sense is shown again with what is wrong with it. */
    @GetMapping("/letters")
    Mono<ResponseEntity<byte[]>> list(
            ServerWebExchange exchange,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable String cursor) {
        List<Field> filter = Filters.fields(query);
        return Mono.defer(() -> letters.page(Filters.query(filter).filter(), cursor, PAGE))
                .flatMap(page -> pages.show(exchange, found(filter, note, page)))
                .onErrorResume(
                        Refused.class,
                        refused -> pages.show(exchange, HttpStatus.UNPROCESSABLE_CONTENT, refused(filter, refused)));
    }

    private static LettersView found(List<Field> filter, String note, LetterPage page) {
        return new LettersView(
                Notes.done(note),
                Notes.problem(note),
                Filters.form(filter),
                filter,
                page.items().stream().map(LetterViews::row).toList(),
                page.next() == null ? "" : next(filter, page.next()),
                DEFAULT_RATE);
    }

    private static String next(List<Field> filter, String cursor) {
        return Links.to(
                "/letters",
                Stream.concat(filter.stream(), Stream.of(new Field("cursor", cursor)))
                        .toList());
    }

    private static LettersView refused(List<Field> filter, Refused refused) {
        return new LettersView(
                "",
                "The filter cannot be right: " + refused.problem().reason() + '.',
                Filters.form(filter),
                filter,
                List.of(),
                "",
                DEFAULT_RATE);
    }

    @GetMapping("/letters/{id}")
    Mono<ResponseEntity<byte[]>> letter(
            ServerWebExchange exchange, @PathVariable long id, @RequestParam(defaultValue = "") String note) {
        return found(id)
                .map(letter -> LetterViews.page(letter, letter.payload(), edits.on(), Notes.problem(note)))
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
                .flatMap(payload -> part
                        ? pages.show(exchange, new RevealedView(id, LetterViews.payload(payload)))
                        : found(id)
                                .map(letter -> LetterViews.page(letter, payload, edits.on(), ""))
                                .flatMap(view -> pages.show(exchange, view)));
    }

    private Mono<Letter> found(long id) {
        return letters.find(id).switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")));
    }
}
