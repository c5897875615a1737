package io.letsrun.guarantees;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway passes on of the services behind it: their pages, tags, links and problems, as the running services give them. */
class RelayIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration STORED = Duration.ofMinutes(1);

    private static RunningSystem system;
    private static Phone.Account account;

    @BeforeAll
    static void signUpAndRun() throws Exception {
        system = RunningSystem.shared();
        Phone phone = new Phone(system.gateway(), "relay-" + System.nanoTime());
        account = phone.signUp();
        for (int number = 1; number <= 30; number++) {
            phone.run(number, 1, 5_000, 1_800);
        }
        await().atMost(STORED)
                .until(() -> json(get("/v1/profile")).at("/totals/runs").asLong() == 30);
        await().atMost(STORED).until(() -> get("/v1/events").statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/profile", "/v1/events"})
    void answers304ToEverySpellingOfItsTag(String path) throws Exception {
        String tag = get(path).headers().firstValue("ETag").orElseThrow();
        String bare = tag.replace("W/", "");

        for (String[] lines :
                new String[][] {{tag}, {bare}, {"W/" + bare}, {"\"x\", " + bare}, {"\"x\"", bare}, {"*"}, {"\"x\"", "*"}
                }) {
            HttpResponse<String> answer = getTagged(path, lines);
            assertThat(answer.statusCode()).as(String.join(" | ", lines)).isEqualTo(304);
            assertThat(answer.headers().firstValue("ETag")).contains(tag);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(getTagged(path, "\"x\"").statusCode()).isEqualTo(200);
    }

    @Test
    void passesOnLinksThatLeadToTheNextPage() throws Exception {
        HttpResponse<String> first = get("/v1/runs?limit=20");
        String link = first.headers().firstValue("Link").orElseThrow();
        HttpResponse<String> second = get(link.substring(1, link.indexOf('>')));

        assertThat(json(first).path("runs").size()).isEqualTo(20);
        assertThat(json(second).path("runs").size()).isEqualTo(10);
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void showsARunAloneAsOnItsPage() throws Exception {
        JsonNode listed = json(get("/v1/runs?limit=1")).at("/runs/0");
        String path = "/v1/runs/" + listed.path("runId").asString();
        HttpResponse<String> alone = get(path);

        assertThat(alone.statusCode()).isEqualTo(200);
        assertThat(json(alone)).isEqualTo(listed);
        String tag = alone.headers().firstValue("ETag").orElseThrow();
        assertThat(getTagged(path, tag).statusCode()).isEqualTo(304);
        String none = "/v1/runs/" + UUID.randomUUID();
        HttpResponse<String> missing = get(none);
        problem(missing, 404, "not-found", none);
        assertThat(missing.headers().firstValue("Retry-After")).contains("1");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, /limit, out-of-range",
        "limit=201, /limit, out-of-range",
        "cursor=!!, /cursor, malformed",
        "limt=1, /limt, unknown-parameter",
        "limit=1&limit=2, /limit, repeated",
    })
    void refusesTheSameFaultInTheSameWayWhoeverAnswers(String query, String pointer, String code) throws Exception {
        JsonNode runs = problem(get("/v1/runs?" + query), 422, "invalid", "/v1/runs");
        JsonNode events = problem(get("/v1/events?" + query), 422, "invalid", "/v1/events");

        assertThat(runs.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(runs.at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(events.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(events.at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(events.path("title")).isEqualTo(runs.path("title"));
    }

    @Test
    void refusesEachValueOfAnEventAsItsServiceDoes() throws Exception {
        JsonNode wrong = problem(post("/v1/events", "{\"name\":7}"), 422, "invalid", "/v1/events");
        assertThat(wrong.at("/errors/0/pointer").asString()).isEqualTo("/name");
        assertThat(wrong.at("/errors/0/code").asString()).isEqualTo("wrong-type");
        problem(post("/v1/events", "{"), 400, "malformed", "/v1/events");
        problem(get("/v1/events/nothing"), 404, "not-found", "/v1/events/nothing");
        problem(get("/v1/runs/batch"), 405, "method-not-allowed", "/v1/runs/batch");
    }

    @Test
    void asksEachServiceForAToken() throws Exception {
        for (String url : new String[] {
            system.gateway() + "/v1/profile",
            system.url(8081) + "/v1/signups/" + account.userId(),
            system.url(8082) + "/v1/profile",
            system.url(8082) + "/v1/runs",
            system.url(8083) + "/v1/users/" + account.userId() + "/events"
        }) {
            HttpResponse<String> answer =
                    HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
            JsonNode problem =
                    problem(answer, 401, "unauthenticated", URI.create(url).getPath());
            assertThat(problem.path("detail").asString()).isEqualTo("The request has no access token.");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8080, 8081, 8082, 8083, 8090})
    void refusesOddHeadsWithTheSameProblemEverywhere(int port) throws Exception {
        for (String head : new String[] {
            "GET /v1/runs?cursor={a} HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v1/runs?cursor=50% HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v1/runs HTTP/1.1\r\n\r\n",
            "GET /v1/runs HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
        }) {
            assertThat(raw(port, head)).startsWith("HTTP/1.1 400 ").contains("/problems/malformed", "requestId");
        }
        assertThat(raw(port, "GET /v1/runs?a=" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("/problems/uri-too-long");
        assertThat(raw(port, "GET /v1/runs HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("/problems/head-too-large");
        assertThat(raw(port, "GET /api/v1/letters HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept: v=3.0\r\n\r\n"))
                .startsWith("HTTP/1.1 406 ")
                .contains("/problems/not-acceptable");
    }

    @Test
    void packsLongAnswersAndUnpacksBodies() throws Exception {
        HttpResponse<byte[]> packed = HTTP.send(
                request("/v1/runs?limit=20").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().allValues("Vary")).contains("accept-encoding");
        String text =
                new String(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(), ISO_8859_1);
        assertThat(JsonMapper.shared().readTree(text).path("runs").size()).isEqualTo(20);

        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write("{\"name\":7}".getBytes(ISO_8859_1));
        }
        HttpResponse<String> refused = HTTP.send(
                request("/v1/events")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        problem(refused, 422, "invalid", "/v1/events");
    }

    @Test
    void keepsTheRequestsIdFromThePhoneToTheServiceBehind() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                request("/v1/runs?limit=0").header("X-Request-Id", "phone-7").build(), BodyHandlers.ofString());

        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("phone-7");
        assertThat(json(answer).path("requestId").asString()).isEqualTo("phone-7");
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String kind, String instance) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + kind);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("instance").asString()).isEqualTo(instance);
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .contains(problem.path("requestId").asString());
        return problem;
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> getTagged(String path, String... lines)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        for (String line : lines) {
            request.header("If-None-Match", line);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(system.gateway() + path))
                .header("Authorization", "Bearer " + account.token());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String raw(int port, String head) throws IOException {
        URI service = URI.create(system.url(port));
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
