package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console's JSON API. What it does not grant is refused in a sentence; nothing is asked twice. */
public final class Console {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration LOOK = Duration.ofSeconds(30);

    /** To write down a million letters takes the console a while. */
    private static final Duration DEED = Duration.ofMinutes(6);

    private final URI base;
    private final Credentials credentials;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public Console(URI base, Credentials credentials) {
        this.base = base;
        this.credentials = credentials;
    }

    public JsonNode get(String path, Map<String, ?> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return answer(to(query.isEmpty() ? path : path + "?" + query, LOOK).GET());
    }

    public JsonNode get(String path) {
        return get(path, Map.of());
    }

    /** One look: empty when nobody answers, or only says to come back later. */
    public Optional<JsonNode> look(String path) {
        try {
            HttpResponse<String> response = send(to(path, LOOK).GET().build());
            return response.statusCode() >= 500
                    ? Optional.empty()
                    : Optional.of(ConsoleAnswers.json(response, credentials));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return answer(to(path, DEED)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode answer(HttpRequest.Builder request) {
        try {
            return ConsoleAnswers.json(send(request.build()), credentials);
        } catch (IOException e) {
            throw new Refusal("No console answers at " + base + ": ./letsrun status shows whether one is up.", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while the console was asked.", e);
        }
    }

    private HttpRequest.Builder to(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Authorization", credentials.basic());
    }
}
