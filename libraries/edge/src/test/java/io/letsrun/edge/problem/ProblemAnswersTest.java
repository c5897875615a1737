package io.letsrun.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.storage.Failure;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemAnswersTest {

    private final List<ProblemKind> counted = new ArrayList<>();
    private final ProblemAnswers answers = new ProblemAnswers(
            error -> Failure.of(error) != Failure.PERMANENT,
            (exchange, problem) -> null,
            List.of((exchange, problem) -> counted.add(problem.kind())));

    @ParameterizedTest
    @MethodSource
    void givesEveryErrorItsStatusAndType(Throwable error, int status, String type) {
        MockServerHttpResponse response = answered(error);

        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.valueOf(status));
        assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode body = body(response);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(body.path("title").asString()).isNotEmpty();
        assertThat(body.path("instance").asString()).isEqualTo("/v1/runs");
        assertThat(counted).hasSize(1);
    }

    static Stream<Arguments> givesEveryErrorItsStatusAndType() {
        return Stream.of(
                Arguments.of(Problem.tokenMissing().refused(), 401, "unauthenticated"),
                Arguments.of(Problem.tokenInvalid().refused(), 401, "unauthenticated"),
                Arguments.of(Problem.tokenExpired().refused(), 401, "token-expired"),
                Arguments.of(Refused.unknown("the profile"), 404, "not-found"),
                Arguments.of(Refused.invalid("/limit", "out-of-range", "must be 1 to 200"), 422, "invalid"),
                Arguments.of(Refused.conflict("The replay is done."), 409, "conflict"),
                Arguments.of(new ResponseStatusException(HttpStatus.NOT_ACCEPTABLE), 406, "not-acceptable"),
                Arguments.of(new ConnectException("10.0.0.7 refused"), 503, "unavailable"),
                Arguments.of(new TimeoutException("3 s"), 503, "unavailable"),
                Arguments.of(
                        new R2dbcNonTransientResourceException("away", new IOException("Connection reset by peer")),
                        503,
                        "unavailable"),
                Arguments.of(new IllegalStateException("row 7"), 500, "internal"));
    }

    @Test
    void namesEachValueThatBreaksARule() {
        JsonNode body = body(answered(Refused.invalid("/limit", "out-of-range", "must be 1 to 200")));

        assertThat(body.path("errors").toString())
                .isEqualTo("[{\"pointer\":\"/limit\",\"code\":\"out-of-range\",\"detail\":\"must be 1 to 200\"}]");
    }

    @Test
    void carriesMembersAndHeadersOfItsOwn() {
        MockServerHttpResponse response = answered(Problem.of(ProblemKind.CONFLICT, "It changed.")
                .withMember("expected", 7)
                .with("Retry-After", "1")
                .refused());

        assertThat(body(response).path("expected").asInt()).isEqualTo(7);
        assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("1");
    }

    @Test
    void tellsWhatIsAllowed() {
        Throwable error = new MethodNotAllowedException(HttpMethod.PUT, List.of(HttpMethod.GET));

        assertThat(answered(error).getHeaders().getFirst("Allow")).isEqualTo("GET");
    }

    /** As when a caller has left before its answer was written. */
    @Test
    void givesNoSecondAnswer() {
        MockServerWebExchange begun = exchange();
        begun.getResponse().setComplete().block();

        assertThat(passesOn(begun, new IllegalStateException("row 7"))).isTrue();
        MockServerHttpResponse abandoned = answered(new IOException("Broken pipe"));
        assertThat(abandoned.getStatusCode()).isEqualTo(HttpStatusCode.valueOf(499));
        assertThat(counted).isEmpty();
    }

    private boolean passesOn(MockServerWebExchange exchange, Throwable error) {
        return Objects.requireNonNull(
                        answers.handle(exchange, error).materialize().block())
                .isOnError();
    }

    private MockServerHttpResponse answered(Throwable error) {
        MockServerWebExchange exchange = exchange();
        answers.handle(exchange, error).block();
        return exchange.getResponse();
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/v1/runs?limit=0"));
    }

    private static JsonNode body(MockServerHttpResponse response) {
        return JsonMapper.shared().readTree(response.getBodyAsString().block());
    }
}
