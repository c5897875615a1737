package io.letsrun.edge.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.letsrun.edge.token.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where what went wrong becomes an answer; before Spring Boot's own, whose order is -1. */
@Order(-2)
public final class ProblemAnswers implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Outages outages;
    private final ProblemPages pages;
    private final List<RefusalListener> listeners;

    ProblemAnswers(Outages outages, ProblemPages pages, List<RefusalListener> listeners) {
        this.outages = outages;
        this.pages = pages;
        this.listeners = listeners;
        // Jackson learns how under a lock, for which event loops would wait on each other.
        JSON.writeValueAsBytes(new Body(Problem.invalid("/", "", ""), "", ""));
    }

    /** Lets an answer that has begun break off: it can become no other, and mostly whoever asked has left. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return Mono.error(failure);
        }
        return answer(exchange, problem(failure));
    }

    /** Answers with a problem, and counts it. */
    public Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
        for (RefusalListener listener : listeners) {
            listener.refused(exchange, problem);
        }
        byte @Nullable [] page = pages.page(exchange, problem);
        return page == null
                ? write(exchange, problem, MediaType.APPLICATION_PROBLEM_JSON, json(exchange, problem))
                : write(exchange, problem, HTML, page);
    }

    private static byte[] json(ServerWebExchange exchange, Problem problem) {
        String path = exchange.getRequest().getURI().getRawPath();
        return JSON.writeValueAsBytes(new Body(problem, path, null));
    }

    private static Mono<Void> write(ServerWebExchange exchange, Problem problem, MediaType type, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        headers.setContentType(type);
        headers.setContentLength(body.length);
        problem.headers().forEach(headers::set);
        return response.writeWith(Mono.<DataBuffer>just(response.bufferFactory().wrap(body)));
    }

    private Problem problem(Throwable failure) {
        return switch (failure) {
            case Refused refused -> refused.problem();
            case Unauthenticated unauthenticated -> problem(unauthenticated);
            case DataBufferLimitException tooLarge -> Problem.of(ProblemKind.TOO_LARGE, null);
            case ErrorResponse framework -> problem(framework, failure);
            default -> outages.explain(failure) ? outage(failure) : bug(failure);
        };
    }

    private static Problem problem(Unauthenticated unauthenticated) {
        return switch (unauthenticated.reason()) {
            case MISSING -> Problem.tokenMissing();
            case EXPIRED -> Problem.tokenExpired();
            case INVALID -> Problem.tokenInvalid();
        };
    }

    /** A parameter of the wrong type is refused by the framework, which knows its name. */
    private static Problem problem(ErrorResponse framework, Throwable failure) {
        if (failure instanceof ServerWebInputException input
                && input.getMethodParameter() != null
                && !input.getMethodParameter().hasParameterAnnotation(RequestBody.class)) {
            String name = Objects.requireNonNullElse(input.getMethodParameter().getParameterName(), "");
            return Problem.invalid("/" + name, "wrong-type", "is not of its type");
        }
        ProblemKind kind = ProblemKind.of(framework.getStatusCode().value());
        String allow = framework.getHeaders().getFirst(HttpHeaders.ALLOW);
        Problem problem = kind == ProblemKind.INTERNAL ? bug(failure) : Problem.of(kind, null);
        return allow == null ? problem : problem.with(HttpHeaders.ALLOW, allow);
    }

    private static Problem outage(Throwable failure) {
        log.atWarn().addKeyValue("reason", failure.toString()).log("storage does not answer");
        return Problem.unavailable("Storage does not answer.");
    }

    private static Problem bug(Throwable failure) {
        log.atError().setCause(failure).log("a request failed");
        return Problem.of(ProblemKind.INTERNAL, null);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            @JsonUnwrapped Problem problem,
            @Nullable String instance,
            @Nullable String requestId) {}
}
