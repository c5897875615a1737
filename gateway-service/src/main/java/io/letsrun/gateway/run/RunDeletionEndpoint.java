package io.letsrun.gateway.run;

import io.letsrun.contracts.event.FieldRules;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.routing.Router;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.limit.RunLimits;
import io.letsrun.gateway.publish.Publisher;
import io.letsrun.gateway.publish.RequestTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code DELETE /v1/runs/{runId}?version=n}. */
@Component
record RunDeletionEndpoint(
        Publisher publisher,
        TokenVerifier tokens,
        RunLimits limits,
        RunTimes times,
        StoredVersions versions,
        RunReceipts receipts)
        implements Endpoint {

    static final String KIND = "run-deletion";

    /** {@link UUID#fromString} also takes 1-1-1-1-1. */
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}");

    @Override
    public Route route() {
        return new Route(HttpMethod.DELETE, "/v1/runs/{runId}", KIND, Set.of("version"), this);
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
        String runId = Router.variable(exchange, "runId");
        String version = exchange.getRequest().getQueryParams().getFirst("version");
        RunDeleted deletion = read(userId, runId, version);
        return versions.higherThan(deletion, exchange.getRequest().getHeaders())
                .flatMap(higher -> Mono.<Void>error(conflict(higher).refused()))
                .switchIfEmpty(Mono.defer(() -> publish(exchange, deletion)));
    }

    private static Problem conflict(long stored) {
        return Problem.of(
                        ProblemKind.VERSION_CONFLICT,
                        "The run is stored at version " + stored
                                + "; only a deletion of that version or a higher one counts.")
                .withMember("storedVersion", stored);
    }

    private Mono<Void> publish(ServerWebExchange exchange, RunDeleted deletion) {
        return publisher
                .publish(Topics.RUNS, deletion, RequestTrace.parent(exchange))
                .flatMap(publication -> receipts.answer(exchange, KIND, deletion.runId(), List.of(), publication));
    }

    private RunDeleted read(UUID userId, String runId, @Nullable String version) {
        List<FieldError> errors = new ArrayList<>(0);
        UUID id = UUID_TEXT.matcher(runId).matches() ? UUID.fromString(runId) : null;
        if (id == null || !RunId.isWellFormed(id)) {
            errors.add(new FieldError("/runId", "malformed", "must be the id of a run, a UUIDv7"));
        } else if (!times.canHaveStarted(RunId.startedAt(id))) {
            errors.add(new FieldError("/runId", "out-of-range", "the start in it " + RunTimes.RULE));
        }
        long number = version != null && NUMBER.matcher(version).matches() ? Long.parseLong(version) : 0;
        if (version == null) {
            errors.add(new FieldError("/version", "required", "must be given"));
        } else if (number < 1 || number > FieldRules.MAX_SAFE_INTEGER) {
            errors.add(new FieldError("/version", "out-of-range", "must be 1 to " + FieldRules.MAX_SAFE_INTEGER));
        }
        if (id == null || !errors.isEmpty()) {
            throw Problem.invalid(errors).refused();
        }
        return new RunDeleted(userId, id, number);
    }
}
