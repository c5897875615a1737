package io.letsrun.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two variables, in a service that has nothing but them. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class SwitchesTest {

    private static final Logger log = LoggerFactory.getLogger(SwitchesTest.class);

    /** Takes whatever it gets: without it a service that ends tries for ten seconds to hand over its last spans. */
    private static HttpServer collector;

    @BeforeAll
    static void collect() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterAll
    static void end() {
        collector.stop(0);
    }

    @Test
    void tracesNothingByItself() {
        try (ConfigurableApplicationContext service = service()) {
            assertThat(service.getBeanProvider(TracerProvider.class).stream()).isEmpty();
            assertThat(service.getBeanProvider(OtlpHttpSpanExporter.class).stream())
                    .isEmpty();
            assertThat(Objects.requireNonNull(service.getBean(Tracer.class).nextSpan())
                            .context()
                            .traceId())
                    .matches("0*");
        }
    }

    @Test
    void tracesToTheCollectorWhenOneVariableSaysSo() {
        try (ConfigurableApplicationContext service =
                service("LETSRUN_TRACING", "true", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318")) {
            assertThat(service.getBean(OtlpHttpSpanExporter.class))
                    .asString()
                    .contains("http://collector:4318/v1/traces");
            assertThat(Objects.requireNonNull(service.getBean(Tracer.class).nextSpan())
                            .context()
                            .sampled())
                    .isTrue();
        }
    }

    @Test
    void writesJsonWithTheTraceAndWhatIsSaidBesideTheMessage(CapturedOutput output) {
        String traceId;
        try (ConfigurableApplicationContext service =
                service("LETSRUN_TRACING", "true", "LETSRUN_LOG_FORMAT", "json")) {
            traceId = logWithin(service.getBean(Tracer.class));
        }

        JsonNode line = JsonMapper.shared()
                .readTree(output.getOut()
                        .lines()
                        .filter(text -> text.contains("stored"))
                        .findFirst()
                        .orElseThrow());
        assertThat(line.get("message").asString()).isEqualTo("stored");
        assertThat(line.get("topic").asString()).isEqualTo("letsrun.runs");
        assertThat(line.get("offset").asLong()).isEqualTo(7);
        assertThat(line.get("traceId").asString()).isEqualTo(traceId);
        assertThat(line.get("spanId").asString()).hasSize(16);
        assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
        assertThat(line.at("/service/name").asString()).isEqualTo("switches");
    }

    @Test
    void writesForPeopleOtherwise(CapturedOutput output) {
        String traceId;
        try (ConfigurableApplicationContext service = service("LETSRUN_TRACING", "true")) {
            traceId = logWithin(service.getBean(Tracer.class));
            log.atInfo().log("bare");
        }

        String name = Thread.currentThread().getName();
        String thread = "INFO \\[ *" + Pattern.quote(name.substring(Math.max(0, name.length() - 15))) + "] ";
        assertThat(output)
                .containsPattern(
                        thread + "\\[" + traceId + " [0-9a-f]{16}] .*: stored topic=\"letsrun.runs\" offset=\"7\"\n")
                .containsPattern(thread + "io\\.letsrun\\.edge\\.telemetry\\.SwitchesTest +: bare\n");
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        assertThatThrownBy(() -> service("LETSRUN_LOG_FORMAT", "xml")).hasStackTraceContaining("log-format.xml");
    }

    private static String logWithin(Tracer tracer) {
        var span = Objects.requireNonNull(tracer.nextSpan()).start();
        try (Tracer.SpanInScope unused = tracer.withSpan(span)) {
            log.atInfo()
                    .addKeyValue("topic", "letsrun.runs")
                    .addKeyValue("offset", 7L)
                    .log("stored");
        } finally {
            span.end();
        }
        return span.context().traceId();
    }

    private static ConfigurableApplicationContext service(String... variables) {
        Map<String, Object> environment = new HashMap<>();
        environment.put(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + collector.getAddress().getPort());
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(environment)
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
