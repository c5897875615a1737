package io.letsrun.console.letter;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Reason;
import io.letsrun.console.search.LetterPage;
import io.letsrun.console.search.LetterQuery;
import io.letsrun.edge.http.QueryParameters;
import io.letsrun.edge.problem.Refused;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows letters to programs. */
@RestController
@RequestMapping("/api/v1/letters")
final class LetterController {

    private static final Set<String> PARAMETERS = LetterQuery.parametersAnd("limit", "cursor");
    private static final int MAX_LIMIT = 200;

    private final Letters letters;

    LetterController(Letters letters) {
        this.letters = letters;
    }

    @GetMapping
    Mono<LetterPage> page(
            ServerHttpRequest request,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        QueryParameters.check(request, PARAMETERS);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refused.invalid("/limit", "out-of-range", "must be 1 to " + MAX_LIMIT);
        }
        return letters.page(LetterQuery.of(query).filter(), cursor, limit);
    }

    @GetMapping("/{id}")
    Mono<Letter> letter(@PathVariable long id) {
        return letters.find(id).switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")));
    }

    @PostMapping("/{id}/reveal")
    Mono<Revealed> reveal(@PathVariable long id, @RequestBody Reveal reveal, Authentication user) {
        return letters.reveal(id, Caller.of(user), Reason.of(reveal.reason()))
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the letter")));
    }

    /** @param reason why somebody has to see it */
    record Reveal(@Nullable String reason) {}
}
