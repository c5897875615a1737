package io.letsrun.events.adding;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.IdempotencyKey;
import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Route;
import io.letsrun.events.gather.RequestReader;
import io.letsrun.events.upstream.UpstreamEvent;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Takes a user's new event. */
@Component
record AddEvent(RequestReader requests, EventAdder adding) implements WebHandler {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DataSize LONGEST_BODY = DataSize.ofKilobytes(64);

    @Bean
    Route route() {
        return new Route(HttpMethod.POST, "/v1/users/{id}/events", "event", Set.of(), this);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        String userId = requests.ownUser(exchange);
        requests.patience(exchange); // Only to be right: cut short, the event would be in doubt.
        @Nullable String key = key(exchange.getRequest().getHeaders());
        return JsonBodies.object(exchange.getRequest(), LONGEST_BODY)
                .map(body -> EventForm.read(userId, body))
                .flatMap(event -> adding.add(event, key, requests.deadline()))
                .flatMap(event -> created(exchange, event));
    }

    /** The upstream gets the key in a header, where white space at its ends would be lost. */
    private static @Nullable String key(HttpHeaders headers) {
        @Nullable String key = IdempotencyKey.of(headers);
        if (key != null && key.isBlank()) {
            throw Refused.invalid("/" + IdempotencyKey.HEADER, "malformed", "must have characters that can be seen");
        }
        return key == null ? null : key.strip();
    }

    /** The reference is relative to the collection, whichever path the client knows it by. */
    private static Mono<Void> created(ServerWebExchange exchange, UpstreamEvent event) {
        exchange.getResponse()
                .getHeaders()
                .set(HttpHeaders.LOCATION, "events/" + UriUtils.encodePathSegment(event.id(), StandardCharsets.UTF_8));
        return Answers.fleeting(exchange, HttpStatus.CREATED, JSON.writeValueAsBytes(event));
    }
}
