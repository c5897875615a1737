package io.letsrun.edge.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/** The one place that turns errors into answers; before Spring Boot's own, whose order is -1. */
@Order(-2)
public final class ProblemAnswers implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final List<String> OF_ANOTHER_ANSWER = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LINK,
            HttpHeaders.LOCATION,
            HttpHeaders.AGE,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.LAST_MODIFIED);
    /** As nginx names it. */
    private static final int CLIENT_LEFT = 499;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Predicate<Throwable> outages;
    private final ProblemPages pages;
    private final List<RefusalListener> listeners;

    /** @param outages which errors mean that storage is away, and the request may be sent again */
    ProblemAnswers(Predicate<Throwable> outages, ProblemPages pages, List<RefusalListener> listeners) {
        this.outages = outages;
        this.pages = pages;
        this.listeners = listeners;
        // Jackson builds its serializers under a lock, for which event loops would wait.
        JSON.writeValueAsBytes(new Body(Problem.invalid("/", "", ""), "", ""));
    }

    /** Aborts an answer that has begun: it cannot be replaced, and mostly the client has left. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (isOfTheClient(failure)) {
            return abandoned(exchange.getResponse(), failure);
        }
        return answer(exchange, problem(failure, exchange.getRequest()));
    }

    /** Nobody reads this answer; its status is for metrics. */
    private static Mono<Void> abandoned(ServerHttpResponse response, Throwable failure) {
        log.atDebug().addKeyValue("reason", failure.toString()).log("the client left before its answer");
        response.setStatusCode(HttpStatusCode.valueOf(CLIENT_LEFT));
        return response.setComplete().onErrorComplete();
    }

    /** A driver's connection may fail with the same message, but the driver wraps it in its own exception. */
    private static boolean isOfTheClient(Throwable failure) {
        return (failure instanceof IOException || failure instanceof AbortedException)
                && DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    /** Answers with a problem, and counts it. */
    public Mono<Void> answer(ServerWebExchange exchange, Problem problem) {
        listeners.forEach(listener -> listener.refused(exchange, problem));
        byte @Nullable [] page = pages.page(exchange, problem);
        if (page != null) {
            return write(exchange, problem, HTML, page);
        }
        ServerHttpRequest request = exchange.getRequest();
        String id = RequestIds.of(request.getHeaders().getFirst(RequestIds.HEADER));
        exchange.getResponse().getHeaders().set(RequestIds.HEADER, id);
        return write(
                exchange,
                problem,
                MediaType.APPLICATION_PROBLEM_JSON,
                json(problem, request.getURI().getRawPath(), id));
    }

    /** Counts a problem that is answered before there is an exchange. */
    public void refused(Problem problem) {
        listeners.forEach(listener -> listener.refused(null, problem));
    }

    /** Returns the problem as it is answered. */
    public byte[] json(Problem problem, @Nullable String instance, @Nullable String requestId) {
        return JSON.writeValueAsBytes(new Body(problem, instance, requestId));
    }

    /** Headers that were set before the error described another answer. */
    private static Mono<Void> write(ServerWebExchange exchange, Problem problem, MediaType type, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        OF_ANOTHER_ANSWER.forEach(headers::remove);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        headers.setContentType(type);
        headers.setContentLength(body.length);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.headers().forEach(headers::set);
        return response.writeWith(Mono.<DataBuffer>just(response.bufferFactory().wrap(body)));
    }

    private Problem problem(Throwable failure, ServerHttpRequest request) {
        return switch (failure) {
            case Refused refused -> refused.problem();
            case DataBufferLimitException tooLarge -> Problem.of(ProblemKind.TOO_LARGE, null);
            case ErrorResponse framework -> problem(framework, failure, request);
            default -> outages.test(failure) ? outage(failure, request) : bug(failure, request);
        };
    }

    private static Problem problem(ErrorResponse framework, Throwable failure, ServerHttpRequest request) {
        if (failure instanceof ServerWebInputException input
                && input.getMethodParameter() != null
                && !input.getMethodParameter().hasParameterAnnotation(RequestBody.class)) {
            String name = Objects.requireNonNullElse(input.getMethodParameter().getParameterName(), "");
            Class<?> type = input.getMethodParameter().getParameterType();
            return Problem.invalid("/" + name, "wrong-type", "must be " + words(type));
        }
        ProblemKind kind = ProblemKind.of(framework.getStatusCode().value());
        String allow = framework.getHeaders().getFirst(HttpHeaders.ALLOW);
        Problem problem = kind == ProblemKind.INTERNAL ? bug(failure, request) : Problem.of(kind, null);
        return allow == null ? problem : problem.with(HttpHeaders.ALLOW, allow);
    }

    private static String words(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "an integer";
        }
        return type == UUID.class ? "a UUID" : "of its type";
    }

    private static Problem outage(Throwable failure, ServerHttpRequest request) {
        log.atWarn()
                .addKeyValue("reason", failure.toString())
                .addKeyValue("requestId", request.getHeaders().getFirst(RequestIds.HEADER))
                .log("Storage does not answer; the request got 503");
        return Problem.unavailable("Storage does not answer.");
    }

    private static Problem bug(Throwable failure, ServerHttpRequest request) {
        log.atError()
                .addKeyValue("requestId", request.getHeaders().getFirst(RequestIds.HEADER))
                .setCause(failure)
                .log("A request met a bug and got 500");
        return Problem.of(ProblemKind.INTERNAL, null);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            @JsonUnwrapped Problem problem,
            @Nullable String instance,
            @Nullable String requestId) {}
}
