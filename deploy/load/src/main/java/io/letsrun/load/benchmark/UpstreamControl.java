package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The upstream simulator of the stack. */
record UpstreamControl(HttpClient client, String url) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Makes a user anew, with so many events that nobody has asked for yet. */
    void user(String id, int events) throws IOException, InterruptedException {
        put("/users/" + id + "/events/" + events, "");
    }

    /** @param latency as the simulator's knobs describe one */
    void eventsTake(String latency) throws IOException, InterruptedException {
        put("/knobs", "{\"operations\":{\"getEventById\":{\"latency\":" + latency + "}}}");
    }

    /** @param millis of every call */
    void usersTake(int millis) throws IOException, InterruptedException {
        put(
                "/knobs",
                "{\"operations\":{\"getUserById\":{\"latency\":{\"kind\":\"fixed\",\"millis\":" + millis + "}}}}");
    }

    /** Gathers a user's events as most do it: so many at once, and the next ones when all of these are there. */
    Duration inChunks(String userId, int chunk) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> user = client.send(get("/getUserById/" + userId), HttpResponse.BodyHandlers.ofString());
        List<String> ids = new ArrayList<>();
        for (JsonNode id : JsonMapper.shared().readTree(user.body()).get("events")) {
            ids.add(id.asString());
        }
        for (int from = 0; from < ids.size(); from += chunk) {
            CompletableFuture<?>[] events = ids.subList(from, Math.min(ids.size(), from + chunk)).stream()
                    .map(id -> client.sendAsync(get("/getEventById/" + id), HttpResponse.BodyHandlers.ofString()))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(events).join();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build();
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new Refusal("The upstream simulator answered " + response.statusCode() + ": " + response.body());
        }
    }
}
