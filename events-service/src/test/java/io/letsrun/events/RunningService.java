package io.letsrun.events;

import static org.awaitility.Awaitility.await;

import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.token.AccessTokens;
import io.letsrun.edge.token.TokenKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a free port, and a client of it. */
public final class RunningService implements AutoCloseable {

    /** For what is about Redis and not about its pace: a busy machine may need more than the 50 ms that a command has else. */
    public static final String PATIENT_WITH_REDIS = "letsrun.redis.timeout=5s";

    private static final String KEYS = "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";
    private static final AccessTokens ISSUER =
            new AccessTokens(TokenKeys.parse(KEYS), "events-service", Clock.systemUTC());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param properties {@code key=value} */
    public static RunningService start(String upstream, String redis, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--letsrun.token.keys=" + KEYS,
                "--management.server.port=0",
                "--letsrun.redis.url=" + redis,
                "--letsrun.events.upstream.url=" + upstream));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new RunningService(new SpringApplicationBuilder(EventsService.class)
                .web(WebApplicationType.REACTIVE)
                .run(arguments.toArray(String[]::new)));
    }

    public static String token(String userId) {
        return ISSUER.issue(UUID.fromString(userId), Duration.ofHours(1));
    }

    public static String token(String userId, String scope) {
        return ISSUER.issue(UUID.fromString(userId), Duration.ofHours(1), scope);
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A service that has just started answers before it has a connection to Redis; what it is told until then is not kept there. */
    public RunningService connected() {
        Redis redis = bean(Redis.class);
        await().atMost(PATIENCE)
                .until(() -> redis.get("connected")
                        .map(value -> true)
                        .defaultIfEmpty(true)
                        .onErrorReturn(false)
                        .block());
        return this;
    }

    public int port() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    /** Asks the management port. */
    public HttpResponse<String> manage(String path) {
        String port = context.getEnvironment().getProperty("local.management.port");
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .build());
    }

    /** Asks for a user's events with the user's own token. */
    public HttpResponse<String> events(String userId, String query, String... headers) {
        return send(eventsRequest(userId, query, headers));
    }

    public CompletableFuture<HttpResponse<String>> eventsLater(String userId, String query, String... headers) {
        return client.sendAsync(eventsRequest(userId, query, headers), BodyHandlers.ofString());
    }

    private HttpRequest eventsRequest(String userId, String query, String... headers) {
        return request("/v1/users/" + userId + "/events" + query, token(userId), headers)
                .GET()
                .build();
    }

    public HttpResponse<String> get(String path, @Nullable String token, String... headers) {
        return send(request(path, token, headers).GET().build());
    }

    public HttpResponse<String> add(String userId, String body, String... headers) {
        return send(request("/v1/users/" + userId + "/events", token(userId), headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
