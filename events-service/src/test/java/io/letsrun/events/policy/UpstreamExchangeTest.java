package io.letsrun.events.policy;

import static io.letsrun.events.policy.UpstreamFixture.missing;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.letsrun.events.policy.UpstreamFixture.Missing;
import io.letsrun.events.upstream.AddOutcome.InDoubt;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamList;
import io.letsrun.events.upstream.UpstreamUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
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
    private volatile byte @Nullable [] bytes;
    private final Map<String, String> headers = new ConcurrentHashMap<>();
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
        byte[] raw = bytes;
        byte[] answer = raw == null ? body.getBytes(StandardCharsets.UTF_8) : raw;
        exchange.getRequestBody().readAllBytes();
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
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

    private Object user() {
        return UpstreamFixture.result(rig.upstream.user("u", Requester.within(UpstreamFixture.LONG)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"a\",null,\"b\"]       | ''",
                "[7,\"a\",\"b\"]          | 7",
                "[\"a\",\"b\",{\"id\":1}] | ''",
                "[\"a\",[\"x\"],\"b\"]    | ''",
                "[\"a\",\"\",\"b\"]       | ''",
                "[\"a\",\"b\",true]       | true",
                "[\"a\",\"b\",\"x\\u0000\"] | x\uFFFD",
                "[\"a\",\"b\",\"x\\ud83d\"] | x\uFFFD",
            })
    void losesNoMoreThanTheOddEntryOfAUsersList(String events, String unreadable) {
        body = "{\"id\":\"u\",\"userName\":null,\"email\":null,\"events\":" + events + "}";

        assertThat(user()).isEqualTo(Optional.of(new UpstreamUser("u", "", List.of("a", "b"), List.of(unreadable))));
    }

    @Test
    void knowsAnIdThatIsListedTwiceOnce() {
        body = "{\"id\":\"u\",\"events\":[\"a\",\"b\",\"a\"]}";

        assertThat(user()).isEqualTo(Optional.of(new UpstreamUser("u", "", List.of("a", "b"), List.of())));
    }

    @Test
    void bearsAnIdThatIsTooLong() {
        body = "{\"id\":\"u\",\"events\":[\"" + "x".repeat(129) + "\",\"a\"]}";

        assertThat(user()).isEqualTo(Optional.of(new UpstreamUser("u", "", List.of("a"), List.of("x".repeat(128)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"a\"", "{}"})
    void knowsThatAListIsThereThatItCannotRead(String events) {
        body = "{\"id\":\"u\",\"userName\":7,\"events\":" + events + "}";

        assertThat(user()).isEqualTo(Optional.of(new UpstreamUser("u", "", List.of(), List.of(""))));
    }

    @Test
    void losesNoMoreThanTheOddUsersOfAllOfThem() {
        body =
                "[null,{\"id\":\"a\",\"events\":[null]},7,{\"id\":8},[{}],{\"id\":\"b\",\"userName\":\"B\",\"events\":[]}]";

        assertThat(UpstreamFixture.result(rig.upstream.users(Requester.within(UpstreamFixture.LONG))))
                .isEqualTo(Optional.of(new UpstreamList<>(
                        List.of(
                                new UpstreamUser("a", "", List.of(), List.of("")),
                                new UpstreamUser("b", "B", List.of(), List.of())),
                        List.of("", "", "8", ""))));
    }

    @Test
    void losesNoMoreThanTheOddEventsOfAllOfThem() {
        body = "[{\"id\":\"a\",\"name\":\"n\",\"userId\":\"u\"},{\"id\":\"b\",\"name\":7,\"userId\":\"u\"},null]";

        assertThat(UpstreamFixture.result(rig.upstream.events(Requester.within(UpstreamFixture.LONG))))
                .isEqualTo(Optional.of(
                        new UpstreamList<>(List.of(new UpstreamEvent("a", "n", "u", null)), List.of("b", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[", "[1", "[]x", "[] []"})
    void believesNoListThatIsNone(String answer) {
        body = answer;

        assertThat(UpstreamFixture.result(rig.upstream.events(Requester.within(UpstreamFixture.LONG))))
                .isEqualTo(missing(MissingReason.MALFORMED));
    }

    @Test
    void neverOpensForWhatIsMalformed() {
        body = "<html>";
        for (int i = 0; i < 300; i++) {
            event("a");
        }

        assertThat(paths).hasSize(300);
    }

    @Test
    void replacesWhatNoReaderOfJsonBears() {
        body = "{\"id\":\"a\",\"name\":\"Sun \\ud83d\",\"userId\":\"u\\u0000\",\"details\":\"\\ude00\\ud83d\\ude00\"}";

        assertThat(event("a"))
                .isEqualTo(Optional.of(new UpstreamEvent("a", "Sun \uFFFD", "u\uFFFD", "\uFFFD\ud83d\ude00")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "identity"})
    void unpacksWhatIsPacked(String coding) throws IOException {
        headers.put("Content-Encoding", coding);
        bytes = packed(coding, "{\"id\":\"a\",\"name\":\"n\",\"userId\":\"u\"}");

        assertThat(event("a")).isEqualTo(Optional.of(new UpstreamEvent("a", "n", "u", null)));
        assertThat(requests.getFirst().getFirst("Accept-Encoding")).contains("gzip");
    }

    @Test
    void boundsWhatItUnpacks() throws IOException {
        headers.put("Content-Encoding", "gzip");
        bytes = packed(
                "gzip", "{\"id\":\"a\",\"name\":\"n\",\"userId\":\"u\",\"x\":\"" + "n".repeat(10_000_000) + "\"}");

        assertThat(event("a")).isEqualTo(missing(MissingReason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip"})
    void isTroubledByACodingThatItCannotReadForThatCallOnly(String coding) {
        headers.put("Content-Encoding", coding);
        body = "{\"id\":\"a\",\"name\":\"n\",\"userId\":\"u\"}";

        assertThat(event("a")).isEqualTo(missing(MissingReason.MALFORMED));
        headers.clear();
        assertThat(event("a")).isInstanceOf(Optional.class);
    }

    @Test
    void mapsTheStatusHoweverLongItsPageIs() {
        status = 500;
        body = "x".repeat(1_000_000);

        assertThat(event("a")).isEqualTo(missing(MissingReason.FAILED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 7                             | 7",
                "503 | 7                             | 7",
                "429 | 99999999999999999999          | 60",
                "429 | soon                          | 5",
                "429 |                               | 5",
            })
    void doesNotAskForAsLongAsItIsToldTo(int answered, String retryAfter, long seconds) {
        status = answered;
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        event("a");

        assertThat(event("b")).isEqualTo(new Missing(MissingReason.OPEN, Duration.ofSeconds(seconds)));
        assertThat(rig.add(null)).as("another operation").isNotInstanceOf(InDoubt.class);
        assertThat(paths).hasSize(2);
    }

    @Test
    void asksOnceInEachPauseOfAnUpstreamThatIsThrottling() {
        status = 429;
        headers.put("Retry-After", "5");
        for (int millis = 0; millis < 32_000; millis += 20) {
            event("e" + millis);
            rig.clock.pass(Duration.ofMillis(20));
        }

        assertThat(paths).hasSize(1 + 6);
        assertThat(rig.attempts("event", "throttled")).isEqualTo(1 + 6);
    }

    private static byte[] packed(String coding, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream packing = switch (coding) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            default -> bytes;
        };
        packing.write(text.getBytes(StandardCharsets.UTF_8));
        packing.close();
        return bytes.toByteArray();
    }
}
