package io.letsrun.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.storage.Failure;
import io.letsrun.edge.token.Unauthenticated;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ResponseStatusException;

class ProblemAdviceTest {

    private final ProblemAdvice advice = new ProblemAdvice(error -> Failure.of(error) != Failure.PERMANENT);

    @ParameterizedTest
    @MethodSource
    void givesEveryErrorItsStatusAndType(Exception error, int status, String type, String detail) {
        ResponseEntity<ProblemDetail> answer = problem(error);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        ProblemDetail body = Objects.requireNonNull(answer.getBody());
        assertThat(body.getStatus()).isEqualTo(status);
        assertThat(body.getType()).hasToString("/problems/" + type);
        assertThat(body.getDetail()).isEqualTo(detail);
    }

    static Stream<Arguments> givesEveryErrorItsStatusAndType() {
        return Stream.of(
                Arguments.of(
                        new Unauthenticated(Unauthenticated.Reason.MISSING),
                        401,
                        "unauthenticated",
                        "an access token is required"),
                Arguments.of(new Unknown("the profile"), 404, "not-found", "the profile is not known"),
                Arguments.of(new Invalid("limit is too high"), 400, "invalid-request", "limit is too high"),
                Arguments.of(
                        new ResponseStatusException(HttpStatus.METHOD_NOT_ALLOWED, "GET only"),
                        405,
                        "method-not-allowed",
                        "GET only"),
                Arguments.of(inDoubt(), 502, "in-doubt", "perhaps"),
                Arguments.of(new ConnectException("10.0.0.7 refused"), 503, "unavailable", "storage does not answer"),
                Arguments.of(new TimeoutException("3 s"), 503, "unavailable", "storage does not answer"),
                Arguments.of(new IllegalStateException("row 7"), 500, "internal", "this is our fault"));
    }

    private static ErrorResponseException inDoubt() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, "perhaps");
        body.setType(URI.create("/problems/in-doubt"));
        return new ErrorResponseException(HttpStatus.BAD_GATEWAY, body, null);
    }

    @Test
    void tellsCallersOfAnOutageToComeBackWithinSeconds() {
        HttpHeaders headers = problem(new ConnectException("refused")).getHeaders();

        assertThat(Integer.parseInt(Objects.requireNonNull(headers.getFirst(HttpHeaders.RETRY_AFTER))))
                .isBetween(1, 5);
    }

    /** As when a caller has left before its answer was written. */
    @Test
    void givesNoSecondAnswer() {
        MockServerHttpResponse begun = new MockServerHttpResponse();
        begun.setComplete().block();

        assertThat(advice.problem(new IOException("Broken pipe"), begun).blockOptional())
                .isEmpty();
        assertThat(advice.problem(new IllegalStateException("row 7"), begun).blockOptional())
                .isEmpty();
    }

    private ResponseEntity<ProblemDetail> problem(Exception error) {
        return Objects.requireNonNull(
                advice.problem(error, new MockServerHttpResponse()).block());
    }

    @Test
    void asksForABearerToken() {
        HttpHeaders headers =
                problem(new Unauthenticated(Unauthenticated.Reason.MISSING)).getHeaders();

        assertThat(headers.getFirst(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
    }
}
