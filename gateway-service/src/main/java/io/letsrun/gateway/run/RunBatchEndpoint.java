package io.letsrun.gateway.run;

import io.letsrun.contracts.event.Topics;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.limit.RunLimits;
import io.letsrun.gateway.publish.Publication;
import io.letsrun.gateway.publish.Publisher;
import io.letsrun.gateway.publish.RequestTrace;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/runs/batch}: each run is accepted or refused by itself. */
@Component
record RunBatchEndpoint(
        Publisher publisher,
        TokenVerifier tokens,
        RunLimits limits,
        HttpLimits sizes,
        RunForm form,
        RequestMetrics metrics)
        implements Endpoint {

    static final String KIND = "run-batch";

    private static final int MAX_RUNS = 500;
    private static final String MEMBER = "/runs";

    RunBatchEndpoint {
        Answers.rehearse(new Results(List.of(BatchItem.unavailable(new UUID(0, 0), Problem.unavailable("")))));
    }

    @Override
    public Route route() {
        return new Route(HttpMethod.POST, "/v1/runs/batch", KIND, Set.of(), this);
    }

    @Override
    public Urgency urgency() {
        return Urgency.RUN;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        publisher.admit();
        UUID userId = tokens.userOf(exchange.getRequest());
        return JsonBodies.object(exchange.getRequest(), sizes.batch())
                .map(RunBatchEndpoint::runs)
                .doOnNext(runs -> limits.take(userId, runs.size()).apply(exchange))
                .flatMap(runs -> record(runs, userId, RequestTrace.parent(exchange)))
                .flatMap(items -> answer(exchange, items));
    }

    private static JsonNode runs(JsonNode body) {
        JsonNode runs = body.get("runs");
        if (runs == null || runs.isNull()) {
            throw Problem.invalid(MEMBER, "required", "must be given").refused();
        }
        if (!runs.isArray()) {
            throw Problem.invalid(MEMBER, "wrong-type", "must be an array").refused();
        }
        if (runs.isEmpty() || runs.size() > MAX_RUNS) {
            throw Problem.invalid(MEMBER, "out-of-range", "must hold 1 to " + MAX_RUNS + " runs")
                    .refused();
        }
        return runs;
    }

    /** Sends all before waiting for the first; the producer keeps those of one user in order. */
    private Mono<List<BatchItem>> record(JsonNode runs, UUID userId, @Nullable String traceParent) {
        return Flux.range(0, runs.size())
                .flatMapSequential(i -> record(runs.get(i), MEMBER + "/" + i, userId, traceParent), MAX_RUNS)
                .collectList();
    }

    private Mono<BatchItem> record(JsonNode run, String pointer, UUID userId, @Nullable String traceParent) {
        if (!run.isObject()) {
            return Mono.just(BatchItem.refused(Problem.invalid(pointer, "wrong-type", "must be an object")));
        }
        try {
            RunForm.Received received = form.read(run, pointer, userId);
            return publisher
                    .publish(Topics.RUNS, received.run(), traceParent)
                    .map(publication -> item(received, publication));
        } catch (Refused refused) {
            return Mono.just(BatchItem.refused(refused.problem()));
        }
    }

    private static BatchItem item(RunForm.Received received, Publication publication) {
        UUID runId = received.run().runId();
        return switch (publication) {
            case Publication.Acknowledged unused -> BatchItem.accepted(runId, received.dropped());
            case Publication.Unavailable unavailable ->
                BatchItem.unavailable(runId, Problem.unavailable(unavailable.detail()));
        };
    }

    private Mono<Void> answer(ServerWebExchange exchange, List<BatchItem> items) {
        boolean all = true;
        for (BatchItem item : items) {
            Problem problem = item.problem();
            if (problem == null) {
                metrics.accepted(RunEndpoint.KIND);
            } else {
                all = false;
                metrics.refused(RunEndpoint.KIND, problem.kind());
                problem.headers().forEach(exchange.getResponse().getHeaders()::set); // Retry-After
            }
        }
        return Answers.json(exchange, all ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS, new Results(items));
    }

    /** @param results one for each run, in their order */
    record Results(List<BatchItem> results) {}
}
