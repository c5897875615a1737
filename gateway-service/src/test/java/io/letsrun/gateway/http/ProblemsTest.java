package io.letsrun.gateway.http;

import io.letsrun.gateway.Tokens;
import io.letsrun.gateway.WithRecordingPublisher;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.testing.RandomUsers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

/** What is wrong with a request before anyone looks at its values. */
@WithoutServers
@WithRecordingPublisher
class ProblemsTest {

    @Autowired
    private WebTestClient gateway;

    private final String bearer = Tokens.bearer(RandomUsers.any());

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404, not-found",
        "GET, /v1/runs/, 404, not-found",
        "GET, /v1, 404, not-found",
        "PUT, /v1/runs, 405, method-not-allowed",
        "POST, /v1/profile, 405, method-not-allowed",
        "GET, /v1/runs/batch, 405, method-not-allowed",
        "GET, /v1/profile, 503, unavailable",
        "GET, /v1/events, 503, unavailable",
        "DELETE, /v1/events, 405, method-not-allowed",
        "GET, /v1/signups/0190163d-8694-739b-aea5-966c26f8ad91, 404, not-found",
        "DELETE, /v1/runs/x?version=1, 422, invalid",
        "DELETE, /v1/runs/0190163d-8694-739b-aea5-966c26f8ad91, 422, invalid",
        "DELETE, /v1/runs/0190163d-8694-739b-aea5-966c26f8ad91?version=9007199254740993, 422, invalid",
        "DELETE, /v1/runs/ffffffff-ffff-7fff-bfff-ffffffffffff?version=1, 422, invalid",
        "DELETE, /v1/runs/1-1-1-1-1?version=1, 422, invalid",
    })
    void answersWithTheProblemOfPathAndMethod(String method, String path, int status, String kind) {
        problem(gateway.method(HttpMethod.valueOf(method)).uri(path).header("Authorization", bearer), status, kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer abc", "Basic YTpi", "Bearer a.b.c"})
    void wantsATokenThatHolds(String authorization) {
        problem(gateway.get().uri("/v1/profile").header("Authorization", authorization), 401, "unauthenticated")
                .expectHeader()
                .valueMatches("WWW-Authenticate", "Bearer.*");
    }

    @Test
    void saysWhatIsAllowed() {
        gateway.put().uri("/v1/runs").exchange().expectHeader().valueEquals("Allow", "GET, HEAD, POST, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "1",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1e99999999999}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":01}",
            })
    void cannotReadWhatIsNotOneJsonObject(String body) {
        problem(post(body.getBytes(StandardCharsets.UTF_8)), 400, "malformed");
    }

    @Test
    void cannotReadOtherEncodings() {
        problem(post("{\"a\":1}".getBytes(StandardCharsets.UTF_16)), 400, "malformed");
        problem(post(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'}), 400, "malformed");
    }

    @Test
    void doesNotFollowDeepNesting() {
        problem(
                post(("{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}").getBytes(StandardCharsets.UTF_8)),
                400,
                "malformed");
    }

    @Test
    void readsNoMoreThanAllowed() {
        byte[] body = ("{\"a\":\"" + "x".repeat(65 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        problem(post(body), 413, "too-large");
    }

    @Test
    void countsABodyOfUndeclaredLength() {
        byte[] chunk = " ".repeat(8 * 1024).getBytes(StandardCharsets.UTF_8);
        Flux<DataBuffer> chunks = Flux.range(0, 10).map(i -> DefaultDataBufferFactory.sharedInstance.wrap(chunk));
        problem(
                gateway.post()
                        .uri("/v1/runs")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(BodyInserters.fromDataBuffers(chunks)),
                413,
                "too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json;charset=utf-16", "application/xml"})
    void takesNothingButJson(String type) {
        problem(
                gateway.post()
                        .uri("/v1/runs")
                        .headers(headers -> headers.set("Content-Type", type))
                        .header("Authorization", bearer)
                        .bodyValue("{}".getBytes(StandardCharsets.UTF_8)),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html                                            | 406 | not-acceptable",
                "application/json;q=0                                 | 406 | not-acceptable",
                "application/json;q=0, */*                            | 406 | not-acceptable",
                "*/*;q=0                                              | 406 | not-acceptable",
                "application/json;q=0.1, */*;q=0                      | 503 | unavailable",
                "text/html, application/*;q=0.5                       | 503 | unavailable",
                "''                                                   | 503 | unavailable",
            })
    void givesNothingButJson(String accept, int status, String kind) {
        problem(
                gateway.get().uri("/v1/profile").header("Authorization", bearer).header("Accept", accept),
                status,
                kind);
    }

    private WebTestClient.RequestHeadersSpec<?> post(byte[] body) {
        return gateway.post()
                .uri("/v1/runs")
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }

    private static WebTestClient.ResponseSpec problem(
            WebTestClient.RequestHeadersSpec<?> request, int status, String kind) {
        WebTestClient.ResponseSpec response = request.exchange();
        response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + kind)
                .jsonPath("$.status")
                .isEqualTo(status);
        return response;
    }
}
