package io.letsrun.local.dlq;

import io.letsrun.local.JsonApi;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A console's API. What it refuses, as a problem (RFC 9457), becomes one sentence; nothing is asked twice. */
final class Console {

    private static final Duration LOOK = Duration.ofSeconds(30);

    /** To write down a million letters takes the console a while. */
    private static final Duration DEED = Duration.ofMinutes(6);

    private final JsonApi api;
    private final String user;
    private final String authorization;

    Console(URI address, String user, String password) {
        this.api = new JsonApi(address);
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    JsonNode get(String path, Map<String, ?> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return answer(to(query.isEmpty() ? path : path + "?" + query, LOOK));
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    /** One look: empty when nobody answers, or only says to come back later. */
    Optional<JsonNode> look(String path) {
        try {
            HttpResponse<String> response = api.send(to(path, LOOK));
            return response.statusCode() >= 500 ? Optional.empty() : Optional.of(json(response));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    JsonNode post(String path, Map<String, ?> body) {
        return answer(to(path, DEED).header("Content-Type", "application/json").POST(JsonApi.body(body)));
    }

    private JsonNode answer(HttpRequest.Builder request) {
        try {
            return json(api.send(request));
        } catch (IOException e) {
            throw new Refusal("No console answers at " + api.base() + ": ./letsrun status shows whether one is up.", e);
        }
    }

    private HttpRequest.Builder to(String path, Duration timeout) {
        return api.to("/api/v1" + path, timeout)
                .header("Accept", "application/json")
                .header("Authorization", authorization);
    }

    private JsonNode json(HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode body = JsonApi.json(response);
        if (status >= 200 && status < 300 && body.isObject()) {
            return body;
        }
        String authority = response.uri().getAuthority();
        if (!body.isObject() && status != 401 && status != 403) {
            throw new Refusal("What answers at " + authority + " is no console: status " + status + ", and no JSON.");
        }
        String detail = detail(body);
        throw new Refusal(
                switch (status) {
                    case 401 ->
                        "The console at " + authority + " does not let " + user
                                + " in: there is no such user, or the password is wrong.";
                    case 403 -> "User " + user + " may not do that: " + detail + ".";
                    case 429 ->
                        "The console refuses: " + detail + ". It can be asked again in "
                                + response.headers().firstValue("Retry-After").orElse("some") + " s.";
                    default ->
                        status < 500
                                ? "The console refuses: " + detail + "."
                                : "The console cannot do it now (status " + status + "): " + detail + ".";
                });
    }

    private static String detail(JsonNode problem) {
        String detail = problem.path("detail")
                .asString(problem.path("title").asString("it does not say why"))
                .strip();
        String errors = problem.path("errors")
                .valueStream()
                .filter(error -> error.has("pointer"))
                .map(error -> error.path("pointer").asString("") + " "
                        + error.path("detail").asString(""))
                .map(String::strip)
                .filter(error -> !detail.contains(error))
                .collect(Collectors.joining("; "));
        String whole = errors.isEmpty() ? detail : detail + " (" + errors + ")";
        return whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
    }
}
