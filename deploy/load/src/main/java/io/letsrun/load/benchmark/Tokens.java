package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens of new users, from signups like any other. */
record Tokens(String gateway) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    Path write(Path file, int users, long seed) throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int user = 0; user < users; user++) {
                tokens.add(signUp(client, "t-" + seed + "-" + user));
            }
        }
        return Files.write(file, tokens);
    }

    private String signUp(HttpClient client, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + "/v1/signups"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "benchmark-signup-" + name)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"%s@load.example\",\"firstName\":\"Ada\",\"lastName\":\"Load\"}".formatted(name)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new Refusal("A signup was answered " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.shared().readTree(response.body()).get("accessToken").asString();
    }
}
