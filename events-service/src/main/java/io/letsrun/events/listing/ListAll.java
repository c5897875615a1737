package io.letsrun.events.listing;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.problem.Refused;
import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.cache.ReadThroughCache;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.http.RequestReader;
import io.letsrun.events.http.UpstreamAway;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamList;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Lists everything of one kind, page by page, for tokens that are good for the directory. */
final class ListAll<T> implements WebHandler {

    static final String SCOPE = "directory";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RequestReader requests;
    private final ReadThroughCache<UpstreamList<T>> list;
    private final Function<T, String> id;
    private final Clock clock;

    ListAll(RequestReader requests, ReadThroughCache<UpstreamList<T>> list, Function<T, String> id, Clock clock) {
        this.requests = requests;
        this.list = list;
        this.id = id;
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        requests.requireScope(exchange, SCOPE);
        PageOfAll.Range range =
                PageOfAll.range(new QueryReader(exchange.getRequest().getURI().getRawQuery()));
        Duration patience = requests.patience(exchange);
        return list.get(UpstreamCaches.ALL, Requester.within(requests.deadline()))
                .timeout(patience, Mono.error(() -> unavailable(null)))
                .flatMap(found -> answer(exchange, range, found));
    }

    private Mono<Void> answer(ServerWebExchange exchange, PageOfAll.Range range, Lookup<UpstreamList<T>> found) {
        return switch (found) {
            case Missing<UpstreamList<T>> missing -> Mono.error(unavailable(missing.retryAfter()));
            case Copy<UpstreamList<T>> copy -> answer(exchange, range, copy);
        };
    }

    private Mono<Void> answer(ServerWebExchange exchange, PageOfAll.Range range, Copy<UpstreamList<T>> copy) {
        long now = clock.millis();
        boolean stale = !copy.isFresh(now);
        UpstreamList<T> all = copy.value() == null ? new UpstreamList<>(List.of(), List.of()) : copy.value();
        PageBody<T> page = PageOfAll.of(all, id, range, stale);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (stale) {
            headers.set(HttpHeaders.AGE, Long.toString((now - copy.at()) / 1000));
        }
        @Nullable String next = page.page().next();
        if (next != null) {
            headers.set(HttpHeaders.LINK, "<?limit=%d&cursor=%s>; rel=\"next\"".formatted(range.limit(), next));
        }
        byte[] body = JSON.writeValueAsBytes(page);
        return Answers.tagged(exchange, body, EntityTag.of(body));
    }

    private static Refused unavailable(@Nullable Duration retryAfter) {
        return UpstreamAway.refused(retryAfter);
    }
}
