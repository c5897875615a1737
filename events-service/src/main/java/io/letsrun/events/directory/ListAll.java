package io.letsrun.events.directory;

import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.problem.Refused;
import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.ReadThroughCache;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.http.Answers;
import io.letsrun.events.http.Parameters;
import io.letsrun.events.http.Requests;
import io.letsrun.events.http.UpstreamAway;
import io.letsrun.events.upstream.Requester;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private final Requests requests;
    private final ReadThroughCache<List<T>> list;
    private final Duration deadline;
    private final Clock clock;

    ListAll(Requests requests, ReadThroughCache<List<T>> list, Duration deadline, Clock clock) {
        this.requests = requests;
        this.list = list;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        requests.requireScope(exchange, SCOPE);
        PageOfAll.Range range =
                PageOfAll.range(new Parameters(exchange.getRequest().getURI().getRawQuery()));
        Duration patience = Requests.patience(exchange, deadline);
        return all().timeout(patience, Mono.error(() -> unavailable(null)))
                .flatMap(held -> answer(exchange, range, held));
    }

    private Mono<Lookup<List<T>>> all() {
        return Mono.defer(() -> {
            @Nullable Copy<List<T>> near = list.peek(UpstreamCaches.ALL);
            if (near == null) {
                return list.find(UpstreamCaches.ALL, Requester.within(deadline));
            }
            if (!near.isFresh(clock.millis())) {
                list.refresh(List.of(UpstreamCaches.ALL));
            }
            return Mono.just(near);
        });
    }

    private Mono<Void> answer(ServerWebExchange exchange, PageOfAll.Range range, Lookup<List<T>> held) {
        return switch (held) {
            case Lookup.Missing<List<T>> lost -> Mono.error(unavailable(lost.retryAfter()));
            case Copy<List<T>> copy -> answer(exchange, range, copy);
        };
    }

    private Mono<Void> answer(ServerWebExchange exchange, PageOfAll.Range range, Copy<List<T>> copy) {
        long now = clock.millis();
        boolean stale = !copy.isFresh(now);
        List<T> all = copy.value() == null ? List.of() : copy.value();
        PageOfAll<T> page = PageOfAll.of(all, range, stale);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (stale) {
            headers.set(HttpHeaders.AGE, Long.toString((now - copy.at()) / 1000));
        }
        @Nullable String next = page.page().next();
        if (next != null) {
            headers.set(HttpHeaders.LINK, "<?limit=%d&cursor=%s>; rel=\"next\"".formatted(range.limit(), next));
        }
        byte[] body = JSON.writeValueAsBytes(page);
        return Answers.tagged(exchange, body, '"' + EntityTag.of(body) + '"');
    }

    private static Refused unavailable(@Nullable Duration retryAfter) {
        return UpstreamAway.refused(retryAfter);
    }
}
