package io.letsrun.local.seed;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The outside system that has the events, asked once at a time: whether to ask again is for others to say. */
final class EventUpstream implements AutoCloseable {

    /** An event that the upstream shall have once: a user has no two of one name. */
    record WantedEvent(String userId, String name) {
        @Override
        public String toString() {
            return name + " of " + userId;
        }
    }

    /** What the upstream made of a new event. */
    sealed interface Addition {

        /** It has it. */
        record Added() implements Addition {}

        /** It does not have it, and may take it later. */
        record NotYet(String retryAfter) implements Addition {}

        /** It has it or not: the call broke after the event was sent. */
        record InDoubt() implements Addition {}

        /** It does not have it, and will never take it. */
        record Refused(String reason) implements Addition {}
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    EventUpstream(URI base) {
        this.base = base;
    }

    Addition add(WantedEvent event) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/addEvent"))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(event)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return meaning(response);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Addition.NotYet("");
        } catch (IOException e) {
            return new Addition.InDoubt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Addition.InDoubt();
        }
    }

    /** Finds all events; empty when the upstream does not tell. */
    Optional<Set<WantedEvent>> events() {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/getEvents"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(parse(response.body())) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** Only 429 and 503 say that nothing was done; any other 5xx may have come after the event was added. */
    private static Addition meaning(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 200 || status == 201) {
            return new Addition.Added();
        }
        if (status == 429 || status == 503) {
            return new Addition.NotYet(
                    response.headers().firstValue("Retry-After").orElse(""));
        }
        return status >= 500 ? new Addition.InDoubt() : new Addition.Refused("status " + status);
    }

    private static Set<WantedEvent> parse(String body) {
        Set<WantedEvent> events = new HashSet<>();
        for (JsonNode event : JSON.readTree(body)) {
            events.add(new WantedEvent(
                    event.path("userId").asString(""), event.path("name").asString("")));
        }
        return events;
    }
}
