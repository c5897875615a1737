package io.letsrun.local.seed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.letsrun.local.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway that stores at once, and fails as often as a test wants. */
final class FakeGateway implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final ConcurrentMap<String, String> signups = new ConcurrentHashMap<>();
    final ConcurrentMap<String, Map<String, JsonNode>> runs = new ConcurrentHashMap<>();
    final AtomicInteger requests = new AtomicInteger();

    /** Every n-th request is answered with 503; 0 for none. */
    volatile int failEvery;

    /** Every n-th connection is dropped without an answer; 0 for none. */
    volatile int dropEvery;

    volatile boolean forgetful;

    private final HttpServer server;

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/signups", exchange -> handle(exchange, this::signUp));
        server.createContext("/v1/runs", exchange -> handle(exchange, this::record));
        server.createContext("/v1/profile", exchange -> handle(exchange, this::profile));
        server.start();
    }

    /** Tells nobody how far the seeding has come. */
    static Meter silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Meter(new Terminal(nowhere, nowhere, InputStream.nullInputStream(), false));
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange, Handler handler) throws IOException {
        int number = requests.incrementAndGet();
        if (dropEvery > 0 && number % dropEvery == 0) {
            throw new IOException("dropped");
        }
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (failEvery > 0 && number % failEvery == 0) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            handler.handle(exchange, body);
        }
    }

    private void signUp(HttpExchange exchange, String body) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String email = JSON.readTree(body).path("email").asString();
        signups.putIfAbsent(key, email);
        answer(exchange, 202, "{\"userId\":\"u\",\"accessToken\":\"token-of-" + email + "\"}");
    }

    private void record(HttpExchange exchange, String body) throws IOException {
        JsonNode run = JSON.readTree(body);
        BigDecimal distance = run.path("distanceMeters").decimalValue();
        BigDecimal elapsed = run.path("elapsedSeconds").decimalValue();
        if (distance.signum() <= 0) {
            refuse(exchange, "/distanceMeters", "out-of-range");
        } else if (elapsed.signum() <= 0) {
            refuse(exchange, "/elapsedSeconds", "out-of-range");
        } else if (distance.compareTo(elapsed.multiply(new BigDecimal("12.5"))) > 0) {
            refuse(exchange, "/distanceMeters", "too-fast");
        } else {
            runsOf(exchange).put(run.path("clientRunId").asString(), run);
            answer(exchange, 202, "{\"runId\":\"r\",\"status\":\"accepted\"}");
        }
    }

    private void profile(HttpExchange exchange, String body) throws IOException {
        Map<String, JsonNode> mine = runsOf(exchange);
        if (mine.isEmpty() || forgetful) {
            answer(exchange, 404, "{}");
            return;
        }
        BigDecimal meters = mine.values().stream()
                .map(run -> run.path("distanceMeters").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        long seconds = mine.values().stream()
                .mapToLong(run -> run.path("elapsedSeconds").asLong())
                .sum();
        answer(
                exchange,
                200,
                "{\"totals\":{\"runs\":" + mine.size() + ",\"distanceMeters\":" + meters.toPlainString()
                        + ",\"elapsedSeconds\":" + seconds + "}}");
    }

    private Map<String, JsonNode> runsOf(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        return runs.computeIfAbsent(token, anyone -> new ConcurrentHashMap<>());
    }

    private static void refuse(HttpExchange exchange, String pointer, String code) throws IOException {
        answer(
                exchange,
                422,
                "{\"errors\":[{\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\",\"detail\":\"\"},"
                        + "{\"pointer\":\"/other\",\"code\":\"other\",\"detail\":\"\"}]}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private interface Handler {
        void handle(HttpExchange exchange, String body) throws IOException;
    }
}
