package io.letsrun.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.RefusalListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What any service answers to heads that are odd, on a real connection. */
class RequestHeadsTest {

    private static final List<ProblemKind> COUNTED = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext service;
    private static int port;

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(Service.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--letsrun.cors.origins=https://app.example",
                        "--spring.web.resources.add-mappings=false");
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void countAnew() {
        COUNTED.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/things?cursor={a}  | malformed     | 400",
                "/things?cursor=a^b  | malformed     | 400",
                "/things?limit=50%   | malformed     | 400",
                "/things?limit=%zz   | malformed     | 400",
                "/th[ings            | malformed     | 400",
                "/things#top         | malformed     | 400",
                "things              | malformed     | 400",
                "*                   | malformed     | 400",
                "/nothing            | not-found     | 404",
                "/things/            | not-found     | 404",
                "/actuator/nothing   | not-found     | 404",
                "/things?limit=x     | invalid       | 422",
                "/things?limt=1      | invalid       | 422",
                "/things?limit=1&limit=2 | invalid   | 422",
            })
    void refusesTargetsWithAProblem(String target, String kind, int status) {
        problem("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", kind, status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /things HTTP/1.1\r\n\r\n",
                "GET /things HTTP/1.2\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: \r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: a{b\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: [\r\n\r\n",
                "GET /things\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
            })
    void refusesHeadsThatAreNoHttp(String request) {
        problem(request, "malformed", 400);
    }

    @Test
    void refusesALongUrlAndALargeHead() {
        problem("GET /things?a=" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", "uri-too-long", 414);
        problem("GET /things HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(200_000) + "\r\n\r\n", "head-too-large", 431);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /things          | Accept: v=3.0            | not-acceptable         | 406",
                "GET  | /actuator/health | Accept: v=3.0            | not-acceptable         | 406",
                "GET  | /nothing         | Accept: a/b/c            | not-acceptable         | 406",
                "POST | /things          | Content-Type: json       | unsupported-media-type | 415",
                "POST | /things          | Content-Type: text/plain | unsupported-media-type | 415",
                "PUT  | /things          | X: y                     | method-not-allowed     | 405",
                "FOO  | /things          | X: y                     | method-not-allowed     | 405",
                "OPTIONS | /things | Origin: https://a.example%Access-Control-Request-Method: GET | forbidden | 403",
            })
    void refusesHeadersThatCannotBeRead(String method, String target, String header, String kind, int status) {
        problem(
                method + " " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header.replace("%", "\r\n")
                        + "\r\nContent-Length: 0\r\n\r\n",
                kind,
                status);
    }

    @Test
    void readsEncodedAndAbsoluteTargetsAsTheSamePath() {
        assertThat(get("/%74hings")).contains("200 OK", "\"limit\":50");
        assertThat(get("http://a/things?limit=7")).contains("200 OK", "\"limit\":7");
        assertThat(get("/%2Fthings")).contains("404 Not Found");
    }

    @Test
    void answersHeadAndOptions() {
        assertThat(RawHttp.exchange(port, "HEAD /things HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .contains("200 OK")
                .endsWith("\r\n\r\n");
        assertThat(RawHttp.exchange(port, "HEAD /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .contains("404 Not Found", "application/problem+json")
                .endsWith("\r\n\r\n");
        assertThat(RawHttp.exchange(port, "OPTIONS /things HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .containsPattern("(?i)\r\nallow: [^\r]*HEAD");
    }

    @Test
    void letsBrowsersCallFromConfiguredOriginsOnly() {
        String preflight = RawHttp.exchange(
                port,
                "OPTIONS /things HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: https://app.example\r\n"
                        + "Access-Control-Request-Method: PUT\r\n\r\n");

        assertThat(preflight)
                .startsWith("HTTP/1.1 204 ")
                .containsIgnoringCase("access-control-allow-origin: https://app.example\r\n")
                .containsIgnoringCase("access-control-allow-methods: ")
                .containsIgnoringCase("vary: origin");
        assertThat(get("/things", "Origin: https://app.example"))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("access-control-allow-origin: https://app.example\r\n")
                .containsIgnoringCase("access-control-expose-headers: ");
        assertThat(get("/nothing", "Origin: https://app.example"))
                .containsIgnoringCase("access-control-allow-origin: https://app.example\r\n");
        assertThat(get("/things", "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContainIgnoringCase("access-control-allow-origin");
    }

    @Test
    void keepsAWellFormedRequestIdAndReplacesOthers() {
        assertThat(get("/things", "X-Request-Id: phone-7"))
                .containsIgnoringCase("x-request-id: phone-7\r\n")
                .contains("\"id\":\"phone-7\"");
        assertThat(get("/nothing", "X-Request-Id: phone-7")).contains("\"requestId\":\"phone-7\"");
        assertThat(get("/nothing", "X-Request-Id: a b")).doesNotContain("a b").contains("\"requestId\":\"");
        assertThat(get("/nothing", "X-Request-Id: " + "x".repeat(129))).doesNotContain("xxx");
    }

    @Test
    void keepsBrowsersFromMisusingAnswers() {
        for (String target : List.of("/things", "/nothing", "/things?a={")) {
            assertThat(get(target))
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .containsIgnoringCase("content-security-policy: default-src 'none'; frame-ancestors 'none'")
                    .containsIgnoringCase("x-frame-options: DENY")
                    .containsIgnoringCase("referrer-policy: no-referrer");
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        String answers = RawHttp.exchange(
                port,
                "GET /things?limit=1 HTTP/1.1\r\nHost: a\r\nX-Request-Id: one\r\n\r\n"
                        + "GET /things?limit=2 HTTP/1.1\r\nHost: a\r\nX-Request-Id: two\r\n\r\n"
                        + "GET /things?a={ HTTP/1.1\r\nHost: a\r\nX-Request-Id: three\r\n\r\n");

        assertThat(answers.replaceAll("(?s).*?(?i:x-request-id): (\\w+)", "$1 "))
                .startsWith("one two three ");
        assertThat(answers).contains("\"limit\":1", "\"limit\":2", "/problems/malformed");
    }

    @Test
    void unpacksGzip() throws IOException {
        assertThat(post(gzip("{\"a\":1}".getBytes(UTF_8)), "gzip")).contains("200 OK", "{\"a\":1}");
        assertThat(post("{\"a\":1}".getBytes(UTF_8), "identity")).contains("200 OK", "{\"a\":1}");
        assertThat(post(new byte[0], "gzip")).contains("400 Bad Request", "/problems/malformed");
        assertThat(post("{\"a\":1}".getBytes(UTF_8), "gzip")).contains("400 Bad Request", "/problems/malformed");
        byte[] cut = java.util.Arrays.copyOf(gzip("{\"a\":1}".getBytes(UTF_8)), 15);
        assertThat(post(cut, "gzip")).contains("400 Bad Request", "/problems/malformed");
        assertThat(post(gzip(new byte[20_000_000]), "gzip")).contains("413", "/problems/too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void takesNoOtherCoding(String coding) {
        assertThat(post("{}".getBytes(UTF_8), coding))
                .contains("415", "/problems/unsupported-media-type")
                .containsIgnoringCase("accept-encoding: gzip");
    }

    @Test
    void compressesLongAnswersAndKeepsTheirTags() {
        String plain = get("/long");
        String packed = get("/long", "Accept-Encoding: gzip");

        assertThat(plain)
                .containsIgnoringCase("vary: accept-encoding")
                .containsIgnoringCase("etag: \"tag\"")
                .doesNotContainIgnoringCase("content-encoding");
        assertThat(packed)
                .containsIgnoringCase("vary: accept-encoding")
                .containsIgnoringCase("etag: W/\"tag\"")
                .containsIgnoringCase("content-encoding: gzip");
        assertThat(packed.length()).isLessThan(1_000);
        assertThat(get("/things", "Accept-Encoding: gzip")).doesNotContainIgnoringCase("content-encoding");
    }

    private static void problem(String request, String kind, int status) {
        String answer = RawHttp.exchange(port, request);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-request-id: ")
                .contains("\"type\":\"/problems/" + kind + "\"", "\"status\":" + status, "\"requestId\":\"");
        assertThat(COUNTED).hasSize(1);
        COUNTED.clear();
    }

    private static String get(String target, String... headers) {
        return RawHttp.exchange(
                port,
                "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + String.join("\r\n", headers)
                        + (headers.length == 0 ? "" : "\r\n") + "\r\n");
    }

    private static String post(byte[] body, String coding) {
        byte[] head = ("POST /things HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head);
        request.writeBytes(body);
        return RawHttp.exchange(port, request.toByteArray());
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Things things() {
            return new Things();
        }

        @Bean
        RefusalListener counter() {
            return (exchange, problem) -> COUNTED.add(problem.kind());
        }
    }

    @RestController
    static class Things {

        @GetMapping("/things")
        Map<String, Object> list(
                @RequestParam(defaultValue = "50") int limit,
                @org.springframework.web.bind.annotation.RequestHeader("X-Request-Id") String id) {
            return Map.of("limit", limit, "id", id);
        }

        @GetMapping("/things/{id}")
        Map<String, Object> one(@PathVariable String id) {
            return Map.of("id", id);
        }

        @GetMapping("/long")
        ResponseEntity<Map<String, String>> longOne() {
            return ResponseEntity.ok().eTag("tag").body(Map.of("text", "x".repeat(5_000)));
        }

        @PostMapping("/things")
        Map<String, Object> add(@RequestBody Map<String, Object> body) {
            return body;
        }
    }
}
