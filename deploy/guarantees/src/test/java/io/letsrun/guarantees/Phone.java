package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that does not give up: what was not answered 202 it sends again, with the same key or version. */
final class Phone {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private static final Instant FIRST_RUN = Instant.parse("2025-06-01T00:00:00Z");

    private final String gateway;
    private final String name;
    private final Waits waits;
    private @Nullable String token;
    private @Nullable String userId;

    Phone(String gateway, String name) {
        this(gateway, name, new Waits());
    }

    /** @param waits is told how each request fares */
    Phone(String gateway, String name, Waits waits) {
        this.gateway = gateway;
        this.name = name;
        this.waits = waits;
    }

    /** A signup that was answered 202. */
    record Account(String userId, String token) {}

    /** Sends the signup until it is answered 202, with the key, if any; returns what the answer said. */
    Account signUp(String email, @Nullable String idempotencyKey) {
        JsonNode answer = untilAccepted(() -> {
            HttpRequest.Builder request = request("/v1/signups")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Nwosu\"}".formatted(email)));
            return (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey)).build();
        });
        Account account = new Account(
                answer.get("userId").asString(), answer.get("accessToken").asString());
        this.userId = account.userId();
        this.token = account.token();
        return account;
    }

    Account signUp() {
        return signUp(name + "@guarantee.example", "guarantee-key-" + name);
    }

    String userId() {
        return Objects.requireNonNull(userId);
    }

    /** Sends the run until it is answered 202; returns its id. */
    String run(int number, int version, int distanceMeters, int elapsedSeconds) {
        JsonNode answer = untilAccepted(
                () -> run(Objects.requireNonNull(token), number, version, distanceMeters, elapsedSeconds));
        return answer.get("runId").asString();
    }

    private HttpRequest run(String token, int number, int version, int distanceMeters, int elapsedSeconds) {
        Instant startedAt = FIRST_RUN.plus(Duration.ofMinutes(number));
        return request("/v1/runs")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"clientRunId\":\"run-%d\",\"version\":%d,\"startedAt\":\"%s\",\"distanceMeters\":%d,\"elapsedSeconds\":%d}"
                                .formatted(number, version, startedAt, distanceMeters, elapsedSeconds)))
                .build();
    }

    /** Sends runs until all of them are answered 202: at most 500, of a kilometre each, a minute after one another. */
    void runs(int first, int count, int elapsedSeconds) {
        String body = IntStream.range(first, first + count)
                .mapToObj(number ->
                        "{\"clientRunId\":\"run-%d\",\"startedAt\":\"%s\",\"distanceMeters\":1000,\"elapsedSeconds\":%d}"
                                .formatted(number, FIRST_RUN.plus(Duration.ofMinutes(number)), elapsedSeconds))
                .collect(Collectors.joining(",", "{\"runs\":[", "]}"));
        untilAccepted(() -> request("/v1/runs/batch")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Asks once; empty when the system cannot answer now. */
    Optional<JsonNode> get(String path) {
        return send(request(path)
                        .header("Authorization", "Bearer " + token)
                        .GET()
                        .build())
                .filter(response -> response.statusCode() == 200)
                .map(response -> JsonMapper.shared().readTree(response.body()));
    }

    private JsonNode untilAccepted(java.util.function.Supplier<HttpRequest> request) {
        Instant begin = Instant.now();
        Instant end = begin.plus(PATIENCE);
        for (long pause = 50; Instant.now().isBefore(end); pause = Math.min(1000, pause * 2)) {
            Optional<HttpResponse<String>> response = send(request.get());
            if (response.isPresent()) {
                int status = response.get().statusCode();
                if (status == 202) {
                    waits.accepted(Duration.between(begin, Instant.now()));
                    return JsonMapper.shared().readTree(response.get().body());
                }
                assertThat(status).as(response.get().body()).isIn(429, 503);
            }
            waits.refused();
            LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
        }
        throw new AssertionError(name + " was not accepted within " + PATIENCE);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json");
    }

    private static Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
