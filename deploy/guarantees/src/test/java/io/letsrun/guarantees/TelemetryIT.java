package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.guarantees.Collector.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the running system tells of itself: traces, logs and metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryIT {

    private static final String CLIENT_SPAN = "b7ad6b7169203331";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, Integer> SERVICES = Map.of(
            "gateway-service", 8080,
            "signup-service", 8081,
            "profile-consumer", 8082,
            "events-service", 8083,
            "operator-console", 8090);

    private final Collector collector = Collector.running();
    private final String email = "traced-" + System.nanoTime() + "@telemetry.example";
    private RunningSystem system;
    private String token;
    private String signupTrace;

    @BeforeAll
    void start() throws Exception {
        system = RunningSystem.shared();
        signupTrace = traceId();
        token = signUp(signupTrace, email);
    }

    /** Returns the access token. */
    private String signUp(String trace, String address) throws Exception {
        HttpResponse<String> answer = send(
                trace,
                request("/v1/signups")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Nwosu\"}".formatted(address))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JsonMapper.shared().readTree(answer.body()).get("accessToken").asString();
    }

    @Test
    void aRunHasOneTraceFromTheRequestToItsRow() throws Exception {
        String trace = traceId();

        HttpResponse<String> answer = send(
                trace,
                request("/v1/runs", token)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"clientRunId\":\"traced\",\"startedAt\":\"2025-06-01T06:00:00Z\",\"distanceMeters\":10000,\"elapsedSeconds\":3600}")));

        assertThat(answer.statusCode()).isEqualTo(202);
        Span row = awaited(trace, "profile-consumer", "INSERT profile.run");
        Span process = parent(row, "process letsrun.runs");
        Span send = parent(process, "send letsrun.runs");
        Span request = parent(send, "http post /v1/runs");
        assertThat(List.of(row.kind(), process.kind(), send.kind(), request.kind()))
                .containsExactly("CLIENT", "CONSUMER", "PRODUCER", "SERVER");
        assertThat(request.service()).isEqualTo("gateway-service");
        assertThat(request.parentSpanId()).isEqualTo(CLIENT_SPAN);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.all())
                        .filteredOn(Span::name, "batch letsrun.runs")
                        .anyMatch(batch -> batch.linkedTraceIds().contains(trace)));
    }

    @Test
    void aSignupsOutcomeIsInItsTrace() {
        Span runner = awaited(signupTrace, "profile-consumer", "INSERT profile.runner");
        Span outcome = parent(runner, "process letsrun.signup-outcomes");
        Span signup = parent(outcome, "process letsrun.signups");
        Span send = parent(signup, "send letsrun.signups");
        parent(send, "http post /v1/signups");
        Span account = awaited(signupTrace, "signup-service", "INSERT signup.account");
        assertThat(account.parentSpanId()).isEqualTo(signup.spanId());
    }

    @Test
    void whatIsAskedForARequestIsInItsTrace() throws Exception {
        String trace = traceId();
        String newcomer = signUp(traceId(), "new-" + email); // of whom nothing is cached

        send(trace, request("/v1/events", newcomer).GET());
        send(trace, request("/v1/profile", newcomer).GET());

        Span fetch = awaited(trace, "events-service", "upstream user");
        Span events = ancestor(fetch, "events-service", "SERVER");
        Span call = ancestor(events, "gateway-service", "CLIENT");
        parent(call, "http get /v1/events");
        Span read = awaited(trace, "profile-consumer", "http get /v1/profile");
        parent(ancestor(read, "gateway-service", "CLIENT"), "http get /v1/profile");
    }

    @Test
    void nobodyElseIsTraced() throws Exception {
        int before = collector.all().size();

        HttpResponse<String> answer = HTTP.send(
                request("/v1/signups")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"un%s\"}".formatted(email)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(422);
        String marker = traceId();
        send(marker, request("/v1/profile", token).GET());
        awaited(marker, "gateway-service", "http get /v1/profile");
        assertThat(collector.all().subList(before, collector.all().size()))
                .filteredOn(Span::name, "http post /v1/signups")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gateway-service", "signup-service", "profile-consumer", "events-service", "operator-console"})
    void exposesWhatTheListSaysAndNothingElse(String service) throws Exception {
        send(traceId(), request("/v1/events", token).GET()); // its meters are there when a call is
        String text = get(system.management(SERVICES.get(service)) + "/actuator/prometheus");

        Path list = Path.of(System.getProperty("letsrun.home"), "deploy", "observability", "METRICS.md");
        assertThat(DocumentedMetrics.exposed(text)).isEqualTo(DocumentedMetrics.listed(list, service));
        assertThat(text)
                .contains(
                        "jvm_gc_live_data_size_bytes",
                        "jvm_memory_usage_after_gc",
                        "jvm_threads_live_threads",
                        "process_files_open_files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gateway-service", "signup-service", "profile-consumer", "events-service", "operator-console"})
    void logsJsonWithoutPersonalData(String service) throws Exception {
        awaited(signupTrace, "profile-consumer", "INSERT profile.runner");
        List<String> lines = Files.readAllLines(system.log(service));

        assertThat(lines.stream().filter(line -> line.startsWith("{")).map(JsonMapper.shared()::readTree))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.at("/service/name").asString()).isEqualTo(service);
                    assertThat(line.has("@timestamp")).isTrue();
                    assertThat(line.get("message").asString()).isNotEmpty();
                });
        assertThat(String.join("\n", lines)).doesNotContain(email, token);
    }

    private Span awaited(String trace, String service, String name) {
        return await().alias(service + ": " + name)
                .atMost(PATIENCE)
                .until(
                        () -> collector.trace(trace).stream()
                                .filter(span -> span.service().equals(service)
                                        && span.name().equals(name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Span parent(Span span, String name) {
        Span parent = parent(span);
        assertThat(parent.name()).as("above %s", span).isEqualTo(name);
        return parent;
    }

    /** Goes up until the kind of span is met there. */
    private Span ancestor(Span span, String service, String kind) {
        Span ancestor = parent(span);
        while (!ancestor.service().equals(service) || !ancestor.kind().equals(kind)) {
            ancestor = parent(ancestor);
        }
        return ancestor;
    }

    /** Services export when they like. */
    private Span parent(Span span) {
        return await().alias("above " + span)
                .atMost(PATIENCE)
                .until(
                        () -> collector.trace(span.traceId()).stream()
                                .filter(other -> other.spanId().equals(span.parentSpanId()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(system.gateway() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(String trace, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(
                request.header("traceparent", "00-" + trace + "-" + CLIENT_SPAN + "-01")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String traceId() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
