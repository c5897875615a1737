package io.letsrun.local.seed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An upstream that fails as a test wants, call by call, counted from 1. */
final class FakeUpstream implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
    final AtomicInteger additions = new AtomicInteger();
    final AtomicInteger lists = new AtomicInteger();

    volatile IntPredicate unavailable = call -> false;
    volatile IntPredicate dropsBeforeAdding = call -> false;
    volatile IntPredicate dropsAfterAdding = call -> false;
    volatile IntPredicate dropsList = call -> false;
    volatile IntPredicate refuses = call -> false;

    private final HttpServer server;

    FakeUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/addEvent", this::add);
        server.createContext("/getEvents", this::list);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void add(HttpExchange exchange) throws IOException {
        int call = additions.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (dropsBeforeAdding.test(call)) {
            throw new IOException("dropped");
        }
        if (unavailable.test(call)) {
            answer(exchange, 503, "{}");
        } else if (refuses.test(call)) {
            answer(exchange, 400, "{}");
        } else {
            events.add(JSON.readTree(body));
            if (dropsAfterAdding.test(call)) {
                throw new IOException("dropped");
            }
            answer(exchange, 201, new String(body, StandardCharsets.UTF_8));
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        if (dropsList.test(lists.incrementAndGet())) {
            throw new IOException("dropped");
        }
        answer(exchange, 200, JSON.writeValueAsString(events));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
