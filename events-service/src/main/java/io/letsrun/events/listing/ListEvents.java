package io.letsrun.events.listing;

import io.letsrun.edge.cache.Cacheability;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.gather.Gathering;
import io.letsrun.events.gather.Gathering.Gathered;
import io.letsrun.events.gather.RequestReader;
import io.letsrun.events.listing.EventPage.MissingEvent;
import io.letsrun.events.listing.RenderedPages.RenderedPage;
import io.letsrun.events.upstream.UpstreamUser;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Lists a user's events. */
record ListEvents(RequestReader requests, RenderedPages pages, Gathering gathering, PageMetrics metrics, Clock clock)
        implements WebHandler {

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        String userId = requests.ownUser(exchange);
        PageQuery query = PageQuery.read(exchange.getRequest().getQueryParams());
        Duration patience = requests.patience(exchange);
        @Nullable RenderedPage rendered = pages.find(userId, query);
        if (rendered != null) {
            return complete(exchange, rendered);
        }
        return gathering
                .gather(userId, query::wanted, patience)
                .flatMap(gathered -> answer(exchange, userId, query, gathered));
    }

    private Mono<Void> answer(ServerWebExchange exchange, String userId, PageQuery query, Gathered gathered) {
        return switch (gathered.user()) {
            case Missing<UpstreamUser> missing -> Mono.error(missing.refused());
            case Copy<UpstreamUser> copy -> {
                UpstreamUser user = copy.value() == null ? UpstreamUser.unknown(userId) : copy.value();
                yield answer(exchange, userId, copy, EventPage.of(query, user, copy, gathered));
            }
        };
    }

    private Mono<Void> answer(ServerWebExchange exchange, String userId, Copy<UpstreamUser> user, EventPage page) {
        long now = clock.millis();
        boolean stale = page.stale(now);
        if (stale) {
            metrics.stale();
            exchange.getResponse().getHeaders().set(HttpHeaders.AGE, Long.toString((now - page.at()) / 1000));
        }
        if (!page.complete()) {
            metrics.partial(page.missing().stream().map(MissingEvent::reason).collect(Collectors.toSet()));
        }
        if (page.isLarge()) {
            link(exchange, PageWriter.link(page));
            return PageWriter.stream(exchange, page, stale);
        }
        byte[] body = PageWriter.write(page, stale);
        if (!page.complete()) {
            link(exchange, PageWriter.link(page));
            return Answers.fleeting(exchange, HttpStatus.OK, body);
        }
        RenderedPage rendered = new RenderedPage(
                body,
                EntityTag.of(body),
                PageWriter.link(page),
                new WeakReference<>(user),
                user.at(),
                page.freshUntil());
        if (!stale) {
            pages.put(userId, page.query(), rendered);
        }
        return complete(exchange, rendered);
    }

    private Mono<Void> complete(ServerWebExchange exchange, RenderedPage page) {
        link(exchange, page.link());
        new Cacheability(page.revision(), Duration.ofMillis(page.freshUntil() - clock.millis()))
                .write(exchange.getResponse().getHeaders());
        return Answers.tagged(exchange, page.body(), page.tag());
    }

    private static void link(ServerWebExchange exchange, @Nullable String link) {
        if (link != null) {
            exchange.getResponse().getHeaders().set(HttpHeaders.LINK, link);
        }
    }
}
