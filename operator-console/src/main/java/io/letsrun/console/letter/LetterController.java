package io.letsrun.console.letter;

import io.letsrun.console.access.AccessProperties;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.letter.LetterView.ShownPayload;
import io.letsrun.console.search.CauseCounts;
import io.letsrun.console.search.CauseCounts.Names;
import io.letsrun.console.search.Cursor;
import io.letsrun.console.search.LetterFilter;
import io.letsrun.console.search.LetterSearch;
import io.letsrun.console.search.LetterSummary;
import io.letsrun.console.web.Notes;
import io.letsrun.console.web.Section;
import io.letsrun.console.web.Slice;
import io.letsrun.console.web.View;
import io.letsrun.edge.http.QueryParameters;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
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

/** Shows letters. */
@Controller
final class LetterController {

    private static final Set<String> PARAMETERS = parameters();
    private static final int PAGE = 50;

    private final Letters letters;
    private final LetterSearch search;
    private final CauseCounts counts;
    private final boolean editing;

    LetterController(Letters letters, LetterSearch search, CauseCounts counts, AccessProperties properties) {
        this.letters = letters;
        this.search = search;
        this.counts = counts;
        this.editing = properties.editing();
    }

    private static Set<String> parameters() {
        Set<String> all = LetterFilter.codes();
        all.addAll(Set.of("limit", "cursor"));
        return Set.copyOf(all);
    }

    @GetMapping("/api/v1/letters")
    @ResponseBody
    Mono<Slice<LetterSummary>> list(
            ServerHttpRequest request,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        QueryParameters.check(request, PARAMETERS);
        return search.page(LetterFilter.of(query).checked(), Cursor.parse(cursor), Slice.limit(limit));
    }

    @GetMapping("/api/v1/letters/{id}")
    @ResponseBody
    Mono<Letter> letter(@PathVariable long id) {
        return letters.find(id).switchIfEmpty(unknown());
    }

    @PostMapping("/api/v1/letters/{id}/reveal")
    @ResponseBody
    Mono<Letter.Revealed> reveal(@PathVariable long id, @RequestBody Reveal reveal, Authentication user) {
        return letters.reveal(id, Caller.of(user), Reason.of(reveal.reason())).switchIfEmpty(unknown());
    }

    /** @param reason why somebody has to see it */
    record Reveal(@Nullable String reason) {}

    /** A filter that makes no sense is shown again with what is wrong with it. */
    @GetMapping("/letters")
    Mono<Rendering> page(
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable String cursor) {
        LetterFilter filter = LetterFilter.ofForm(query);
        return Mono.defer(() -> search.page(filter.checked(), Cursor.parse(cursor), PAGE))
                .zipWith(counts.names())
                .map(found ->
                        new LettersView(Notes.done(note), Notes.problem(note), filter, found.getT2(), found.getT1()))
                .map(found -> found.view().rendering())
                .onErrorResume(
                        Refused.class,
                        refused ->
                                Mono.just(refused(filter, refused).view().rendering(HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private static LettersView refused(LetterFilter filter, Refused refused) {
        String problem = "The filter is not valid: " + refused.getMessage() + '.';
        Names none = new Names(List.of(), List.of(), List.of());
        return new LettersView("", problem, filter, none, new Slice<>(List.of(), null));
    }

    @GetMapping("/letters/{id}")
    Mono<Rendering> page(@PathVariable long id, @RequestParam(defaultValue = "") String note) {
        return letter(id)
                .map(letter -> LetterView.page(letter, ShownPayload.of(letter), editing, Notes.problem(note)))
                .map(View::rendering);
    }

    /**
     * Shows a payload as it is, in answer to the form itself: a redirect would have to carry it, or the right to see it. A
     * reload sends the form again, and makes another entry in the audit.
     */
    @PostMapping("/letters/{id}/reveal")
    Mono<Rendering> reveal(ServerWebExchange exchange, Authentication who, @PathVariable long id) {
        boolean part = exchange.getRequest().getHeaders().containsHeader("HX-Request");
        return exchange.getFormData()
                .flatMap(form -> reveal(id, new Reveal(form.getFirst("reason")), who))
                .map(revealed -> ShownPayload.of(id, revealed))
                .flatMap(payload -> part
                        ? Mono.just(new View("letter/payload.jte", "", Section.LETTERS, payload))
                        : letter(id).map(letter -> LetterView.page(letter, payload, editing, "")))
                .map(View::rendering);
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> Refused.unknown("the letter"));
    }

    /**
     * A page of letters.
     *
     * @param done what a form before this page did, in words
     * @param problem what is wrong with the filter, or with a form before this page
     * @param filter as it is filled in, for forms that act on all it finds
     * @param names what its fields suggest
     */
    record LettersView(String done, String problem, LetterFilter filter, Names names, Slice<LetterSummary> letters) {

        View view() {
            return new View("letter/list.jte", "Letters", Section.LETTERS, this);
        }
    }
}
