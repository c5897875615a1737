package io.letsrun.events.policy;

import static io.letsrun.events.policy.UpstreamFixture.missing;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what is believed of an answer. */
class UpstreamExchangeTest {

    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "";
    private final HttpServer server;
    private final UpstreamFixture rig;

    UpstreamExchangeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        rig = UpstreamFixture.with(
                "url",
                "http://localhost:" + server.getAddress().getPort() + "/base/",
                "retry.attempts",
                1,
                "max-item",
                "1KB",
                "breaker.calls",
                100);
    }

    @AfterEach
    void stop() {
        rig.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestHeaders());
        paths.add(exchange.getRequestURI().getRawPath());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Object event(String id) {
        return rig.event(id);
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        body = "{\"id\":\"a\",\"name\":\"n\",\"userId\":\"u\",\"details\":null,\"more\":{\"x\":1}}";

        assertThat(event("a")).isEqualTo(Optional.of(new UpstreamEvent("a", "n", "u", null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"id\":\"a\",\"name\":\"n\",\"userId\":\"u\"",
                "{\"id\":\"a\",\"name\":\"n\",\"userId\":\"u\"} {}",
                "{\"id\":\"b\",\"name\":\"n\",\"userId\":\"u\"}",
                "{\"id\":\"a\",\"userId\":\"u\"}",
                "{\"id\":\"a\",\"name\":7,\"userId\":\"u\"}"
            })
    void believesNothingThatIsNotTheEventItAskedFor(String answer) {
        body = answer;

        assertThat(event("a")).isEqualTo(missing(MissingReason.MALFORMED));
    }

    @Test
    void readsNoMoreThanItMay() {
        body = "{\"id\":\"a\",\"name\":\"" + "n".repeat(1_024) + "\",\"userId\":\"u\"}";

        assertThat(event("a")).isEqualTo(missing(MissingReason.MALFORMED));
    }

    @ParameterizedTest
    @CsvSource({"400, FAILED", "429, FAILED", "302, MALFORMED", "500, FAILED", "503, FAILED"})
    void mapsTheStatus(int answered, MissingReason reason) {
        status = answered;

        assertThat(event("a")).isEqualTo(missing(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 'Refused[reason=FAILED, retryAfter=null]'",
        "503, 'Refused[reason=FAILED, retryAfter=null]'",
        "500, InDoubt[reason=FAILED]",
        "502, InDoubt[reason=FAILED]",
        "201, InDoubt[reason=MALFORMED]",
        "422, Invalid[]"
    })
    void isInDoubtUnlessTheUpstreamSaysThatItDidNothing(int answered, String added) {
        status = answered;

        assertThat(rig.add(null)).hasToString(added);
    }

    @Test
    void neverOpensForWhatTheUpstreamDoesNotWant() {
        status = 400;
        for (int i = 0; i < 50; i++) {
            event("a");
        }

        assertThat(rig.attempts("event", "unwanted")).isEqualTo(50);
        assertThat(rig.upstream.breakers()).allMatch(breaker -> breaker.isClosed());
    }

    @Test
    void passesTheDeadlineOnInSeconds() {
        UpstreamFixture.result(rig.upstream.event("a", Requester.within(Duration.ofMillis(1_500))));
        event("a");

        assertThat(Double.parseDouble(requests.get(0).getFirst("Request-Timeout")))
                .isBetween(0.5, 1.5);
        assertThat(requests.get(1).getFirst("Request-Timeout")).isEqualTo("2");
    }

    @Test
    void passesTheIdempotencyKeyOn() {
        rig.add("key-1");

        assertThat(requests.getFirst().getFirst("Idempotency-Key")).isEqualTo("key-1");
    }

    @ParameterizedTest
    @CsvSource({"a b/c?d, a%20b%2Fc%3Fd", ".., %2E%2E", "läuft, l%C3%A4uft"})
    void keepsAnIdInItsPlace(String id, String segment) {
        event(id);

        assertThat(paths).containsExactly("/base/getEventById/" + segment);
    }

    @Test
    void countsAMistakeOfOursAsNobodysFailure() {
        for (int i = 0; i < 5; i++) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> rig.add("a\r\nb")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(requests).isEmpty();
        assertThat(rig.upstream.slots().taken()).isZero();
    }
}
