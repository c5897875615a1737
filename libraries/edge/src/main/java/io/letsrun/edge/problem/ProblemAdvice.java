package io.letsrun.edge.problem;

import io.letsrun.edge.token.Unauthenticated;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** The one place where an exception becomes an answer. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final URI UNTYPED = URI.create("about:blank"); // RFC 9457, section 4.2.1

    private final Outages outages;

    ProblemAdvice(Outages outages) {
        this.outages = outages;
    }

    /** Returns nothing when the answer has begun: it can become no other, and mostly whoever asked has left. */
    @ExceptionHandler
    Mono<ResponseEntity<ProblemDetail>> problem(Exception error, ServerHttpResponse begun) {
        if (!begun.isCommitted()) {
            return Mono.just(problem(error));
        }
        if (!DisconnectedClientHelper.isClientDisconnectedException(error)) {
            log.atError().setCause(error).log("Answer broke off");
        }
        return Mono.empty();
    }

    private ResponseEntity<ProblemDetail> problem(Exception error) {
        return switch (error) {
            case Unauthenticated unauthenticated ->
                answer(
                        Problem.UNAUTHENTICATED,
                        String.valueOf(unauthenticated.getMessage()),
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer");
            case Unknown unknown -> answer(Problem.NOT_FOUND, String.valueOf(unknown.getMessage()));
            case Invalid invalid -> invalid(invalid);
            case Conflict conflict -> answer(Problem.CONFLICT, String.valueOf(conflict.getMessage()));
            case ErrorResponse refused -> ofFramework(refused);
            default -> outages.explain(error) ? unavailable(error) : internal(error);
        };
    }

    private static ResponseEntity<ProblemDetail> invalid(Invalid invalid) {
        ResponseEntity<ProblemDetail> answer = answer(invalid.problem(), String.valueOf(invalid.getMessage()));
        if (answer.getBody() != null && !invalid.error().isEmpty()) {
            answer.getBody().setProperty("errors", List.of(invalid.error()));
        }
        return answer;
    }

    /** A parameter of the wrong type is refused by the framework, which knows its name. */
    private static ResponseEntity<ProblemDetail> ofFramework(ErrorResponse refused) {
        ProblemDetail body = refused.getBody();
        if (refused instanceof ServerWebInputException input
                && input.getMethodParameter() != null
                && input.getMethodParameter().getParameterName() != null
                && !input.getMethodParameter().hasParameterAnnotation(RequestBody.class)) {
            String name = input.getMethodParameter().getParameterName();
            body.setProperty("errors", List.of(Map.of("parameter", name, "detail", "is not of its type")));
        }
        if (body.getType() == null || body.getType().equals(UNTYPED)) {
            body.setType(Problem.of(refused.getStatusCode().value()).type());
        }
        return ResponseEntity.status(refused.getStatusCode())
                .headers(refused.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** Callers that come back together would fail together, so each is told another second. */
    private static ResponseEntity<ProblemDetail> unavailable(Exception error) {
        log.atWarn().addKeyValue("reason", error.toString()).log("Storage does not answer");
        String seconds = Integer.toString(ThreadLocalRandom.current().nextInt(1, 6));
        return answer(Problem.UNAVAILABLE, "storage does not answer", HttpHeaders.RETRY_AFTER, seconds);
    }

    private static ResponseEntity<ProblemDetail> internal(Exception error) {
        log.atError().setCause(error).log("Request failed");
        return answer(Problem.INTERNAL, "this is our fault");
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem, String detail, String... header) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (header.length == 2) {
            headers.set(header[0], header[1]);
        }
        ProblemDetail body = problem.with(detail);
        return ResponseEntity.status(body.getStatus()).headers(headers).body(body);
    }
}
