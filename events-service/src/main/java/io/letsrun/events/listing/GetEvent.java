package io.letsrun.events.listing;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Router;
import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.gather.Gathering;
import io.letsrun.events.gather.Gathering.Gathered;
import io.letsrun.events.gather.RequestReader;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Shows one of a user's events: what an added event's Location leads to. */
record GetEvent(RequestReader requests, Gathering gathering, Clock clock) implements WebHandler {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        String userId = requests.ownUser(exchange);
        String eventId = Router.variable(exchange, "eventId");
        Duration patience = requests.patience(exchange);
        return gathering
                .gather(userId, ids -> ids.contains(eventId) ? List.of(eventId) : List.of(), patience)
                .flatMap(gathered -> answer(exchange, eventId, gathered));
    }

    private Mono<Void> answer(ServerWebExchange exchange, String eventId, Gathered gathered) {
        return switch (gathered.user()) {
            case Missing<UpstreamUser> missing -> Mono.error(missing.refused());
            case Copy<UpstreamUser> user ->
                user.value() != null && user.value().events().contains(eventId)
                        ? answer(exchange, gathered.event(eventId))
                        : Mono.error(Refused.unknown("the event"));
        };
    }

    private Mono<Void> answer(ServerWebExchange exchange, Lookup<UpstreamEvent> event) {
        return switch (event) {
            case Missing<UpstreamEvent> missing -> Mono.error(missing.refused());
            case Copy<UpstreamEvent> copy ->
                copy.value() == null ? Mono.error(Refused.unknown("the event")) : found(exchange, copy, copy.value());
        };
    }

    private Mono<Void> found(ServerWebExchange exchange, Copy<UpstreamEvent> copy, UpstreamEvent event) {
        long now = clock.millis();
        if (!copy.isFresh(now)) {
            exchange.getResponse().getHeaders().set(HttpHeaders.AGE, copy.age(now));
        }
        byte[] body = JSON.writeValueAsBytes(event);
        return Answers.tagged(exchange, body, EntityTag.of(body));
    }
}
