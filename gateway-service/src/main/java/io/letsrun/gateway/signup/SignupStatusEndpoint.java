package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.routing.Router;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.upstream.Upstream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code GET /v1/signups/{userId}}: from Redis, else from signup-service. */
@Component
record SignupStatusEndpoint(TokenVerifier tokens, CachedStatuses statuses, Upstream signupService, Clock clock)
        implements Endpoint {

    private static final int LONGEST = 16 * 1024;

    SignupStatusEndpoint {
        Answers.rehearse(SignupStatus.pending(new UUID(0, 0), Instant.EPOCH));
    }

    @Override
    public Route route() {
        return new Route(HttpMethod.GET, "/v1/signups/{userId}", "signup-status", Set.of(), this);
    }

    @Override
    public Urgency urgency() {
        return Urgency.READ;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        UUID userId = tokens.userOf(exchange.getRequest());
        if (!userId.toString().equalsIgnoreCase(Router.variable(exchange, "userId"))) {
            // Not 403, so that nobody learns whether another user's signup exists.
            return Mono.error(Problem.of(ProblemKind.NOT_FOUND, null).refused());
        }
        return statuses.find(userId)
                .switchIfEmpty(Mono.defer(() -> asked(userId, exchange)))
                .flatMap(status -> Answers.json(exchange, HttpStatus.OK, status));
    }

    /** A signup that signup-service does not know yet still waits in Kafka. */
    private Mono<SignupStatus> asked(UUID userId, ServerWebExchange exchange) {
        return signupService
                .get("/v1/signups/" + userId, exchange.getRequest().getHeaders())
                .flatMap(reply -> switch (reply.status().value()) {
                    case 200 ->
                        reply.bytes(LONGEST)
                                .map(status -> SignupStatus.parse(new String(status, StandardCharsets.UTF_8)));
                    case 404 -> reply.release().thenReturn(SignupStatus.pending(userId, clock.instant()));
                    default -> reply.release().then(Mono.error(Upstream::away));
                });
    }
}
