package io.letsrun.profile.history;

import io.letsrun.edge.cache.AnswerBatch;
import io.letsrun.edge.cache.AnswerCache;
import io.letsrun.edge.cache.CachedAnswer;
import io.letsrun.edge.cache.UserRead;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.http.QueryReader;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Lists a runner's runs. */
@Component
record RunHistoryRead(RunHistory history, JsonMapper json) implements UserRead {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    @Override
    public String path() {
        return "/v1/runs";
    }

    @Override
    public Mono<AnswerBatch.Found> read(UUID userId, MultiValueMap<String, String> parameters) {
        QueryReader query = new QueryReader(parameters);
        int limit = query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        query.check();
        return history.page(userId, RunCursor.parse(query.get("cursor")), limit).map(found -> answer(found, limit));
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>, relative to whatever host the client knows */
    private AnswerBatch.Found answer(RunPage.Found found, int limit) {
        String link = found.next()
                .map(next -> "</v1/runs?limit=%d&cursor=%s>; rel=\"next\"".formatted(limit, next.text()))
                .orElse(null);
        byte[] body = json.writeValueAsBytes(found.page());
        return new AnswerBatch.Found(
                new CachedAnswer(new CachedAnswer.Head(found.revision(), EntityTag.of(body), link), body),
                AnswerCache.LIFETIME);
    }
}
