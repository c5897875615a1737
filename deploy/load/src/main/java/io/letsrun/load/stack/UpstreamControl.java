package io.letsrun.load.stack;

import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Controls the upstream simulator of the stack. */
public final class UpstreamControl implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    public UpstreamControl(String url) {
        this.url = url;
    }

    /** Creates a user, or replaces one, with so many events that nobody has fetched yet. */
    public void user(String id, int events) throws IOException, InterruptedException {
        put("/users/" + id + "/events/" + events, "");
    }

    /** @param latency in the JSON of the simulator's knobs */
    public void latency(String operation, String latency) throws IOException, InterruptedException {
        put("/knobs", "{\"operations\":{\"" + operation + "\":{\"latency\":" + latency + "}}}");
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

    @Override
    public void close() {
        client.close();
    }
}
