package io.letsrun.gateway.problem;

import io.letsrun.edge.token.Unauthenticated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where what went wrong becomes an answer; before Spring Boot's own, whose order is -1. */
@Component
@Order(-2)
final class ProblemAnswers implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RequestMetrics metrics;

    ProblemAnswers(RequestMetrics metrics) {
        this.metrics = metrics;
        // Jackson learns how under a lock, for which event loops would wait on each other.
        JSON.writeValueAsBytes(Problem.invalid("/", "", ""));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return Mono.error(failure);
        }
        Problem problem = problem(failure);
        metrics.refused(exchange, problem.kind());
        return answer(exchange.getResponse(), problem);
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case Refused refused -> refused.problem();
            case Unauthenticated unauthenticated ->
                Problem.of(ProblemKind.UNAUTHENTICATED, null).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case DataBufferLimitException tooLarge -> Problem.of(ProblemKind.TOO_LARGE, null);
            case ErrorResponse framework -> problem(framework, failure);
            default -> bug(failure);
        };
    }

    private static Problem problem(ErrorResponse framework, Throwable failure) {
        ProblemKind kind = ProblemKind.of(framework.getStatusCode().value());
        String allow = framework.getHeaders().getFirst(HttpHeaders.ALLOW);
        Problem problem = kind == ProblemKind.INTERNAL ? bug(failure) : Problem.of(kind, null);
        return allow == null ? problem : problem.with(HttpHeaders.ALLOW, allow);
    }

    private static Problem bug(Throwable failure) {
        log.atError().setCause(failure).log("a request failed");
        return Problem.of(ProblemKind.INTERNAL, null);
    }

    private static Mono<Void> answer(ServerHttpResponse response, Problem problem) {
        byte[] body = JSON.writeValueAsBytes(problem);
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        problem.headers().forEach(headers::set);
        return response.writeWith(Mono.<DataBuffer>just(response.bufferFactory().wrap(body)));
    }
}
