package io.letsrun.gateway.run;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.limit.RunLimits;
import io.letsrun.gateway.publish.Publisher;
import io.letsrun.gateway.publish.RequestTrace;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /v1/runs}. */
@Component
record RunEndpoint(
        Publisher publisher,
        TokenVerifier tokens,
        RunLimits limits,
        HttpLimits sizes,
        RunForm form,
        RunReceipts receipts)
        implements Endpoint {

    static final String KIND = "run";

    @Override
    public Route route() {
        return new Route(HttpMethod.POST, "/v1/runs", KIND, Set.of(), this);
    }

    @Override
    public Urgency urgency() {
        return Urgency.RUN;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        publisher.admit();
        UUID userId = tokens.userOf(exchange.getRequest());
        limits.take(userId, 1).apply(exchange);
        return JsonBodies.object(exchange.getRequest(), sizes.body())
                .flatMap(body -> publish(exchange, form.read(body, "", userId)));
    }

    private Mono<Void> publish(ServerWebExchange exchange, RunForm.Received received) {
        RunRecorded run = received.run();
        return publisher
                .publish(Topics.RUNS, run, RequestTrace.parent(exchange))
                .flatMap(publication -> receipts.answer(exchange, KIND, run.runId(), received.dropped(), publication));
    }
}
