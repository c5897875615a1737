package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A new user with an access token. */
record SignedUpUser(String userId, String token) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    static SignedUpUser signUp(HttpClient client, String gateway) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/v1/signups"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"b-%s@load.example\",\"firstName\":\"Ada\",\"lastName\":\"Load\"}"
                                .formatted(UUID.randomUUID())))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new Refusal("A signup was answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode answer = JsonMapper.shared().readTree(response.body());
        return new SignedUpUser(
                answer.get("userId").asString(), answer.get("accessToken").asString());
    }

    /** Asks for the first {@code limit} of the user's events; returns how long the whole answer took. */
    Duration readEvents(HttpClient client, String gateway, int limit) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = send(client, gateway, "/v1/events?limit=" + limit, null);
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

    /**
     * Sends a request with the user's token.
     *
     * @param json the body of a POST; null for a GET
     */
    HttpResponse<String> send(HttpClient client, String gateway, String path, @Nullable String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
        if (json != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
