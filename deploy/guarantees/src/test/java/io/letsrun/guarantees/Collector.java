package io.letsrun.guarantees;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes spans over OTLP/HTTP, in the place of a real collector, as long as this JVM runs. */
final class Collector {

    private static final Collector RUNNING = new Collector();

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private Collector() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    static Collector running() {
        return RUNNING;
    }

    /** A span as it was exported; ids are hexadecimal, and an absent parent's is empty. */
    record Span(
            String service,
            String name,
            String kind,
            String traceId,
            String spanId,
            String parentSpanId,
            List<String> linkedTraceIds) {}

    /** What makes a service trace to here, and only what a client asks to be traced. */
    Map<String, String> environment() {
        return Map.of(
                "LETSRUN_TRACING",
                "true",
                "LETSRUN_TRACING_SAMPLING",
                "0",
                "LETSRUN_LOG_FORMAT",
                "json",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + server.getAddress().getPort(),
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY",
                "200ms");
    }

    List<Span> trace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    List<Span> all() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void add(ResourceSpans resource) {
        String service = resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Span(
                        service,
                        span.getName(),
                        span.getKind().name().replace("SPAN_KIND_", ""),
                        hex(span.getTraceId()),
                        hex(span.getSpanId()),
                        hex(span.getParentSpanId()),
                        span.getLinksList().stream()
                                .map(link -> hex(link.getTraceId()))
                                .toList()))
                .forEach(spans::add);
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
