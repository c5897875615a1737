package io.letsrun.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** A real server on a real socket, with short limits. */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionLimitsTest {

    private static final String GET = "GET /ok HTTP/1.1\r\nHost: x\r\n\r\n";

    /** Its own, as the common ones end with any service that another test ends. */
    private static final LoopResources LOOPS = LoopResources.create("limits", 1, true);

    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private DisposableServer server = start(100, 1.0, Duration.ofSeconds(60));

    private DisposableServer start(int most, double perAddress, Duration idle) {
        ConnectionProperties limits = new ConnectionProperties(
                most,
                perAddress,
                idle,
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                DataSize.ofBytes(200),
                Duration.ofSeconds(4),
                List.of());
        return ConnectionAutoConfiguration.limits(limits, "public", meters)
                .apply(HttpServer.create().runOn(LOOPS).host("127.0.0.1").port(0))
                .route(routes -> routes.get(
                                "/ok",
                                (request, response) ->
                                        response.header("Content-Length", "2").sendString(Mono.just("ok")))
                        .get(
                                "/slow",
                                (request, response) -> response.header("Content-Length", "2")
                                        .sendString(Mono.just("ok").delayElement(Duration.ofMillis(300))))
                        .get("/never", (request, response) -> Mono.never())
                        .get(
                                "/large",
                                (request, response) ->
                                        response.sendByteArray(reactor.core.publisher.Flux.range(0, 1_000)
                                                .map(i -> new byte[100_000])))
                        .post(
                                "/echo",
                                (request, response) -> request.receive()
                                        .asString()
                                        .collect(Collectors.joining())
                                        .flatMap(
                                                body -> response.header("Content-Length", String.valueOf(body.length()))
                                                        .sendString(Mono.just(body))
                                                        .then())))
                .bindNow();
    }

    private void restart(int most, double perAddress, Duration idle) {
        server.disposeNow();
        meters = new SimpleMeterRegistry();
        server = start(most, perAddress, idle);
    }

    @AfterAll
    static void endLoops() {
        LOOPS.dispose();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable client : opened) {
            client.close();
        }
        server.disposeNow();
    }

    private RawClient connect() {
        return connect("127.0.0.1");
    }

    private RawClient connect(String from) {
        RawClient client = new RawClient(server.port(), from);
        opened.add(client);
        return client;
    }

    @Test
    void endsHalfAHeadWithAnAnswer() {
        RawClient client = connect().send("GET /ok HTTP/1.1\r\nHo");

        assertThat(client.answer()).startsWith("http/1.1 408").contains("connection: close", "/problems/too-slow");
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void endsAHeadThatDripsHoweverOftenItDoes() throws InterruptedException {
        RawClient client = connect();
        client.send(GET);
        assertThat(client.status()).isEqualTo(200);

        long start = System.nanoTime();
        Thread dripping = Thread.ofVirtual().start(() -> drip(client, "GET /ok HTTP/1.1\r\nX: " + "y".repeat(100), 50));

        assertThat(client.status()).isEqualTo(408);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(2).toNanos());
        dripping.interrupt();
        dripping.join();
    }

    private static void drip(RawClient client, String text, int millis) {
        try {
            for (char c : text.toCharArray()) {
                client.send(String.valueOf(c));
                Thread.sleep(millis);
            }
        } catch (InterruptedException | java.io.UncheckedIOException end) {
            // the server has ended it
        }
    }

    @Test
    void endsConnectionsThatAreIdleForTooLongSilentOnesToo() {
        restart(100, 1.0, Duration.ofSeconds(1));
        RawClient silent = connect();
        RawClient used = connect().send(GET);
        assertThat(used.status()).isEqualTo(200);

        assertThat(silent.isEnded()).isTrue();
        assertThat(used.isEnded()).isTrue();
        await().until(() -> open() == 0);
    }

    @Test
    void takesABodyThatMakesProgress() throws InterruptedException {
        RawClient client = connect().send(post("Content-Length: 600"));

        for (int i = 0; i < 30; i++) { // twice as long as without progress
            client.send("x".repeat(20));
            Thread.sleep(50);
        }

        assertThat(client.answer()).startsWith("http/1.1 200").endsWith("x".repeat(600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000", "Transfer-Encoding: chunked"})
    void endsABodyThatMakesNone(String length) {
        RawClient client = connect().send(post(length) + (length.startsWith("T") ? "3\r\nabc\r\n" : "abc"));

        assertThat(client.answer()).startsWith("http/1.1 408").contains("connection: close", "/problems/too-slow");
        assertThat(client.isEnded()).isTrue();
        await().until(() -> closed("slow-body") == 1);
    }

    @Test
    void endsABodyThatTakesTooLongAltogether() {
        RawClient client = connect().send(post("Content-Length: 50000"));
        Thread.ofVirtual().start(() -> drip(client, "x".repeat(5_000), 2));

        assertThat(client.status()).isEqualTo(408);
    }

    @Test
    void answersAChunkThatIsNoneAndCloses() {
        RawClient client = connect().send(post("Transfer-Encoding: chunked"));
        drip(client, "-1\r\n", 20);

        assertThat(client.answer()).startsWith("http/1.1 400").contains("connection: close", "/problems/malformed");
        assertThat(client.isEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1\r\n", "zz\r\n", "1;a=\"\n\r\nx\r\n", "ffffffffffffffffff\r\n", "3\r\nabcd\r\n"})
    void closesAfterARefusalWhoseBodyIsNoHttp(String chunk) {
        RawClient together =
                connect().send("POST /nope HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);
        RawClient apart = connect().send("POST /nope HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThat(apart.status()).isEqualTo(404);
        apart.send(chunk);

        assertThat(together.status()).isIn(404, 400);
        assertThat(together.isEnded()).isTrue();
        assertThat(apart.isEnded()).isTrue();
        await().until(() -> open() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000", "Transfer-Encoding: chunked"})
    void closesAfterARefusalWhoseBodyNeverComes(String length) {
        RawClient client = connect().send("POST /nope HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n");

        assertThat(client.status()).isEqualTo(404);
        assertThat(client.isEnded()).isTrue();
        await().until(() -> closed("unread-body") == 1);
    }

    @Test
    void keepsAConnectionWhoseRefusedRequestEndsProperly() {
        RawClient client = connect().send("POST /nope HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
        assertThat(client.status()).isEqualTo(404);

        client.send("hello" + GET);

        assertThat(client.status()).isEqualTo(200);
    }

    @Test
    void tellsANewConnectionThatThereIsNoRoom() {
        restart(10, 1.0, Duration.ofSeconds(60));
        for (int i = 0; i < 10; i++) {
            connect().send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        await().until(() -> open() == 10);

        RawClient client = connect().send(GET);

        assertThat(client.answer())
                .startsWith("http/1.1 503")
                .containsPattern("retry-after: [1-3]")
                .contains("connection: close", "/problems/unavailable");
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void idleConnectionsGiveWayAfterTheirAnswersAndInTheOrderOfTheirLastUse() throws InterruptedException {
        restart(10, 1.0, Duration.ofSeconds(60));
        List<RawClient> phones = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            RawClient phone = connect().send(GET);
            assertThat(phone.status()).isEqualTo(200);
            phones.add(phone);
        }
        phones.getFirst().send(GET);
        assertThat(phones.getFirst().status()).isEqualTo(200);
        Thread.sleep(1_100); // what was used within a second is left alone

        assertThat(connect().send(GET).status()).isEqualTo(200);

        assertThat(phones.get(1).isEnded()).isTrue();
        assertThat(phones.getFirst().send(GET).status()).isEqualTo(200);
        assertThat(phones.get(2).send(GET).status()).isEqualTo(200);
        assertThat(closed("gave-way")).isEqualTo(1);
    }

    @Test
    void oneAddressCannotTakeAll() throws InterruptedException {
        restart(10, 0.5, Duration.ofSeconds(60));
        for (int i = 0; i < 5; i++) {
            connect().send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        await().until(() -> open() == 5);

        assertThat(connect().send(GET).status()).isEqualTo(503);
        assertThat(connect("127.0.0.2").send(GET).status()).isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            assertThat(connect("127.0.0.3").send(GET).status()).isEqualTo(200);
        }
        Thread.sleep(1_100);
        assertThat(connect("127.0.0.4").send(GET).status())
                .as("somebody's idle one gave way")
                .isEqualTo(200);
    }

    @Test
    void answersPipelinedRequestsUpToABoundAndThenSaysSo() {
        String shortest = "GET /ok HTTP/1.1\r\n\r\n"; // many fit into one read
        RawClient client = connect().send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n" + shortest.repeat(120));

        int answered = 0;
        String last = client.answer();
        while (last.startsWith("http/1.1 200")) {
            answered++;
            last = client.answer();
        }
        assertThat(answered).isEqualTo(100);
        assertThat(last).startsWith("http/1.1 503").contains("connection: close");
        assertThat(client.isEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\nabcd",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -4\r\n\r\nabcd",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length : 4\r\n\r\nabcd",
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nabcd",
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "POST /echo HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /echo HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n0\n\n",
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;a\nb\r\nx\r\n0\r\n\r\n",
                "GET /ok HTTP/2.0\r\nHost: x\r\n\r\n",
            })
    void answersWhatTwoServersCouldReadInTwoWaysWith400AndCloses(String request) {
        RawClient client = connect().send(request + GET);

        assertThat(client.answer()).startsWith("http/1.1 400");
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void endsAConnectionWhoseClientDoesNotRead() {
        connect().send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");

        await().atMost(Duration.ofSeconds(10)).until(() -> open() == 0);
        assertThat(closed("slow-reader")).isEqualTo(1);
    }

    private int open() {
        return (int) meters.get("letsrun.connections").gauge().value();
    }

    private int closed(String reason) {
        return (int) meters.get("letsrun.connections.closed")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static String post(String length) {
        return "POST /echo HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n";
    }
}
