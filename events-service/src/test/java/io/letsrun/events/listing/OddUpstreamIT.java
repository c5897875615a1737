package io.letsrun.events.listing;

import static io.letsrun.events.RunningService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.letsrun.events.RunningService;
import io.letsrun.testing.RandomUsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The whole service in front of an upstream that answers oddly. */
class OddUpstreamIT {

    private static final String NO_REDIS = "redis://localhost:1";

    private final String odd = RandomUsers.any().toString();
    private final String other = RandomUsers.any().toString();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer upstream =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final RunningService service;

    OddUpstreamIT() throws IOException {
        upstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        upstream.createContext("/", this::answer);
        upstream.start();
        service =
                RunningService.start("http://localhost:" + upstream.getAddress().getPort(), NO_REDIS);
        user(other, "[\"good\"]");
        event("good", "Parkrun");
    }

    @AfterEach
    void stop() {
        service.close();
        upstream.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String answer = answers.get(exchange.getRequestURI().getPath());
        byte[] bytes = (answer == null ? "{}" : answer).getBytes(UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void user(String id, String events) {
        answers.put(
                "/getUserById/" + id,
                "{\"id\":\"" + id + "\",\"userName\":\"x\",\"email\":null,\"events\":" + events + "}");
    }

    private void event(String id, String name) {
        answers.put(
                "/getEventById/" + id,
                "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"userId\":\"u\",\"details\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null,\"good\"]", "[\"good\",7]", "[\"good\",\"broken\"]", "[\"good\",{\"id\":\"x\"}]"})
    void anOddEntryIsToldAsMissingAndTheRestIsServedToEverybody(String events) {
        user(odd, events);
        answers.put("/getEventById/broken", "{\"id\":\"broken\",\"name\":null,\"userId\":\"u\"}");

        for (int poll = 0; poll < 30; poll++) {
            HttpResponse<String> answer = service.events(odd, "");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).get("items").size()).isEqualTo(1);
            assertThat(json(answer).get("complete").asBoolean()).isFalse();
            assertThat(json(answer).get("missing").get(0).get("reason").asString())
                    .isEqualTo("malformed");
        }

        JsonNode others = json(service.events(other, ""));
        assertThat(others.get("complete").asBoolean()).isTrue();
        assertThat(others.get("items").size()).isEqualTo(1);
    }

    @Test
    void aUserWhoseAnswerIsNoUserIsNobodyElsesTrouble() {
        answers.put("/getUserById/" + odd, "<html>");

        for (int poll = 0; poll < 30; poll++) {
            assertThat(service.events(odd, "").statusCode()).isEqualTo(503);
        }

        assertThat(service.events(other, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageOfManyMegabytesIsStreamed() {
        List<String> ids = new ArrayList<>();
        String details = "d".repeat(200_000);
        for (int i = 0; i < 50; i++) {
            String id = "large-" + i;
            ids.add('"' + id + '"');
            answers.put(
                    "/getEventById/" + id,
                    "{\"id\":\"" + id + "\",\"name\":\"n\",\"userId\":\"u\",\"details\":\"" + details + "\"}");
        }
        user(odd, ids.toString());

        HttpResponse<String> answer = service.events(odd, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length()).isGreaterThan(10_000_000);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(json(answer).get("items").size()).isEqualTo(50);
        assertThat(json(answer).get("items").get(49).get("details").asString()).isEqualTo(details);
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = service.events(odd, "", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }
}
