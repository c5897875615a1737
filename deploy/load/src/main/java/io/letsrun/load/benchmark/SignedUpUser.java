package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who signed up, and may see their own events. */
record SignedUpUser(String userId, String token) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    static SignedUpUser signUp(HttpClient client, String gateway) throws IOException, InterruptedException {
        String name = "e-" + UUID.randomUUID();
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/v1/signups"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"%s@load.example\",\"firstName\":\"Ada\",\"lastName\":\"Load\"}".formatted(name)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new Refusal("A signup was answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode answer = JsonMapper.shared().readTree(response.body());
        return new SignedUpUser(
                answer.get("userId").asString(), answer.get("accessToken").asString());
    }

    /** Asks for the first {@code limit} of the visitor's events; returns how long the whole answer took. */
    Duration visit(HttpClient client, String events, int limit) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(events + "/v1/users/" + userId + "/events?limit=" + limit))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build();
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        JsonNode answer = JsonMapper.shared().readTree(response.body());
        if (response.statusCode() != 200
                || answer.path("items").size() != limit
                || !answer.path("complete").asBoolean()) {
            throw new Refusal("Asked for " + limit + " events, got "
                    + answer.path("items").size() + " with status " + response.statusCode() + ", missing "
                    + answer.path("missing"));
        }
        return took;
    }
}
