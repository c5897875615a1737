package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.Router;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.upstream.Upstream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** {@code GET /v1/signups/{userId}}: from Redis, and where it has no answer from signup-service. */
final class SignupStatusEndpoint implements WebHandler {

    private static final int LONGEST = 16 * 1024;

    private final TokenVerifier tokens;
    private final CachedStatuses statuses;
    private final Upstream signupService;
    private final Clock clock;

    SignupStatusEndpoint(TokenVerifier tokens, CachedStatuses statuses, Upstream signupService, Clock clock) {
        this.tokens = tokens;
        this.statuses = statuses;
        this.signupService = signupService;
        this.clock = clock;
        Answers.rehearse(SignupStatus.pending(new UUID(0, 0), Instant.EPOCH));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        UUID userId = tokens.userOf(exchange.getRequest());
        if (!userId.toString().equalsIgnoreCase(Router.variable(exchange, "userId"))) {
            // Not 403: whether somebody else's signup exists is nobody's business.
            return Mono.error(Problem.of(ProblemKind.NOT_FOUND, null).refused());
        }
        return statuses.find(userId)
                .switchIfEmpty(Mono.defer(() -> asked(userId, exchange)))
                .flatMap(status -> Answers.json(exchange, HttpStatus.OK, status));
    }

    /** What signup-service does not know yet waits in Kafka, now as before. */
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
