package io.letsrun.gateway.signup;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.IdempotencyKey;
import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenIssuer;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.limit.SignupLimits;
import io.letsrun.gateway.publish.Publisher;
import io.letsrun.gateway.publish.RequestTrace;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /v1/signups}. */
@Component
record SignupEndpoint(
        Publisher publisher,
        SignupLimits limits,
        HttpLimits sizes,
        SignupAcceptance signups,
        TokenIssuer tokenIssuer,
        RequestMetrics metrics,
        Clock clock)
        implements Endpoint {

    static final String KIND = "signup";

    SignupEndpoint {
        metrics.expectAccepted(KIND);
        EmailAddress.parse("ä@ä.example"); // loads the tables of IDNA
        Answers.rehearse(new Accepted(new UUID(0, 0), "", "", "", 0));
    }

    @Override
    public Route route() {
        return new Route(HttpMethod.POST, "/v1/signups", KIND, Set.of(), this);
    }

    @Override
    public Urgency urgency() {
        return Urgency.SIGNUP;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        publisher.admit();
        String idempotencyKey = IdempotencyKey.of(exchange.getRequest().getHeaders());
        return limits.take(exchange.getRequest())
                .doOnNext(allowance -> allowance.apply(exchange))
                .flatMap(unused -> JsonBodies.object(exchange.getRequest(), sizes.body()))
                .flatMap(body ->
                        signups.take(SignupForm.read(body, clock), idempotencyKey, RequestTrace.parent(exchange)))
                .flatMap(outcome -> answer(exchange, outcome));
    }

    private Mono<Void> answer(ServerWebExchange exchange, SignupAcceptance.Outcome outcome) {
        return switch (outcome) {
            case SignupAcceptance.Outcome.Accepted accepted -> accepted(exchange, accepted);
            case SignupAcceptance.Outcome.EmailTaken unused ->
                Mono.error(Problem.of(ProblemKind.EMAIL_TAKEN, null).refused());
            case SignupAcceptance.Outcome.KeyReused unused ->
                Mono.error(Problem.idempotencyKeyReused().refused());
            case SignupAcceptance.Outcome.Unavailable unavailable ->
                Mono.error(Problem.unavailable(unavailable.detail()).refused());
        };
    }

    private Mono<Void> accepted(ServerWebExchange exchange, SignupAcceptance.Outcome.Accepted accepted) {
        UUID userId = accepted.userId();
        metrics.accepted(KIND);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.LOCATION, "/v1/signups/" + userId);
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        headers.setCacheControl("no-store"); // RFC 6750, section 5.3: the answer holds a token
        return Answers.json(
                exchange,
                HttpStatus.ACCEPTED,
                new Accepted(
                        userId,
                        accepted.state().code(),
                        tokenIssuer.token(userId),
                        "Bearer",
                        tokenIssuer.lifetime().toSeconds()));
    }

    /** @param expiresIn seconds */
    record Accepted(UUID userId, String status, String accessToken, String tokenType, long expiresIn) {}
}
