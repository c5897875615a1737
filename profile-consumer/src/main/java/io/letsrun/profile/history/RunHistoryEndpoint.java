package io.letsrun.profile.history;

import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.profile.history.RunHistory.StoredVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lists a runner's runs. */
@RestController
final class RunHistoryController {

    private static final int MAX_LIMIT = 200;

    private final RunHistory history;
    private final TokenVerifier tokens;

    RunHistoryController(RunHistory history, TokenVerifier tokens) {
        this.history = history;
        this.tokens = tokens;
    }

    @GetMapping("/v1/runs")
    Mono<ResponseEntity<RunPage>> runs(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        UUID userId = tokens.userOf(authorization);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refused.invalid("/limit", "out-of-range", "must be 1 to " + MAX_LIMIT);
        }
        return history.page(userId, RunCursor.parse(cursor), limit).map(found -> answer(found, limit));
    }

    /** Asked by the gateway before it takes a deletion; 404 while nothing of the run has arrived. */
    @GetMapping("/v1/runs/{runId}/version")
    Mono<ResponseEntity<StoredVersion>> version(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable UUID runId) {
        return history.version(tokens.userOf(authorization), runId)
                .map(ResponseEntity::ok)
                .defaultIfEmpty(ResponseEntity.notFound().build());
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>, relative to whatever host the client knows */
    private static ResponseEntity<RunPage> answer(RunPage.Found found, int limit) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
        found.next()
                .ifPresent(next -> answer.header(
                        HttpHeaders.LINK, "</v1/runs?limit=%d&cursor=%s>; rel=\"next\"".formatted(limit, next.text())));
        return answer.body(found.page());
    }
}
