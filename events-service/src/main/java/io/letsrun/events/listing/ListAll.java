package io.letsrun.events.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.cache.ReadThroughCache;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.gather.RequestReader;
import io.letsrun.events.listing.EventSort.Key;
import io.letsrun.events.listing.PageBody.Paging;
import io.letsrun.events.upstream.MissingReason;
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
record ListAll<T>(RequestReader requests, ReadThroughCache<UpstreamList<T>> list, Function<T, String> id, Clock clock)
        implements WebHandler {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** An entry that cannot be read. */
    private record MissingEntry(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String id, String reason) {}

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        requests.requireScope(exchange, "directory");
        PageQuery query = PageQuery.read(exchange.getRequest().getQueryParams());
        Duration patience = requests.patience(exchange);
        return list.get(UpstreamCaches.ALL, Requester.within(requests.deadline()))
                .timeout(patience, Mono.just(Missing.late()))
                .flatMap(found -> switch (found) {
                    case Missing<UpstreamList<T>> missing -> Mono.error(missing.refused());
                    case Copy<UpstreamList<T>> copy -> answer(exchange, query, copy);
                });
    }

    private Mono<Void> answer(ServerWebExchange exchange, PageQuery query, Copy<UpstreamList<T>> copy) {
        long now = clock.millis();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (!copy.isFresh(now)) {
            headers.set(HttpHeaders.AGE, copy.age(now));
        }
        UpstreamList<T> all = copy.value() == null ? new UpstreamList<>(List.of(), List.of()) : copy.value();
        List<String> ids = all.items().stream().map(id).toList();
        int start = query.start(ids);
        List<T> items = query.slice(all.items(), start);
        int end = start + items.size();
        @Nullable String next = items.isEmpty() || end == ids.size() ? null : query.cursor(new Key("", ids.get(end - 1)), end);
        if (next != null) {
            headers.set(HttpHeaders.LINK, "<?limit=%d&cursor=%s>; rel=\"next\"".formatted(query.limit(), next));
        }
        byte[] body = JSON.writeValueAsBytes(PageBody.of(
                items,
                new Paging(query.limit(), start, ids.size(), next),
                all.unreadable().stream()
                        .map(entry -> new MissingEntry(entry, MissingReason.MALFORMED.label()))
                        .toList(),
                !copy.isFresh(now)));
        return Answers.tagged(exchange, body, EntityTag.of(body));
    }
}
