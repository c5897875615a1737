package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.gateway.Tokens;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.testing.RandomUsers;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Promise 6: three times what the brokers take, and whoever is accepted is accepted in time; the rest is told so at once. */
@WithoutServers
@Import(AdmissionGuaranteeTest.Slow.class)
@TestPropertySource(
        properties = {
            "letsrun.admission.most=150",
            "letsrun.admission.least=10",
            "letsrun.admission.objective=200ms",
            "letsrun.connections.body-window=2s",
            "letsrun.limits.runs.burst=100000",
            "letsrun.limits.runs.per-minute=100000",
        })
class AdmissionGuaranteeTest {

    private static final int PER_SECOND = 200;
    private static final int MOST = 150;
    private static final double RUNS = 0.9; // the share of permits that runs may use
    private static final Duration OVERLOAD = Duration.ofSeconds(4);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)", Pattern.CASE_INSENSITIVE);

    @Autowired
    private SlowPublisher brokers;

    @Autowired
    private PermitGroups admission;

    @LocalServerPort
    private int port;

    private final WebClient gateway = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create(
                    ConnectionProvider.builder("phones").maxConnections(1_000).build())))
            .build();
    private final String bearer = Tokens.bearer(RandomUsers.any());

    @BeforeAll
    static void watch() {
        BlockHound.install();
    }

    @Test
    void acceptsWhatTheBrokersTakeInTimeAndTellsTheRestAtOnceWhenToComeBack() {
        offer(PER_SECOND / 2, WARM_UP); // of the phones' JVM, too, which is this one

        List<Answer> answers = offer(3 * PER_SECOND, OVERLOAD);

        List<Answer> accepted = answers.stream().filter(Answer::isAccepted).toList();
        List<Answer> refused =
                answers.stream().filter(answer -> !answer.isAccepted()).toList();
        assertThat(answers).hasSize((int) (3 * PER_SECOND * OVERLOAD.toSeconds()));
        assertThat(accepted).hasSizeGreaterThan((int) (0.9 * PER_SECOND * OVERLOAD.toSeconds()));
        assertThat(percentile(99, accepted)).isLessThan(Duration.ofMillis(900));
        assertThat(refused).hasSizeGreaterThan(answers.size() / 3).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.retryAfter()).matches("[1-3]");
            assertThat(answer.type()).isEqualTo("application/problem+json");
        });
        assertThat(refused).extracting(Answer::retryAfter).contains("1", "2", "3");
        assertThat(percentile(50, refused)).isLessThan(Duration.ofMillis(50));
        assertThat(brokers.longestLine.get()).as("what is held at once").isLessThanOrEqualTo(MOST);

        await().atMost(Duration.ofSeconds(5)).until(() -> brokers.waiting.get() == 0);
        assertThat(offer(PER_SECOND * 7 / 10, Duration.ofSeconds(1))).allMatch(Answer::isAccepted);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> admission.of(Urgency.RUN).inUse() == 0);
    }

    @Test
    void answersInOrderWhenOneIsAdmittedAndThoseBehindItAreNot() throws IOException {
        Permits permits = admission.of(Urgency.RUN);
        try (Socket phone = new Socket("localhost", port)) {
            int others = takeAllButOne(permits);
            send(phone, request("a").repeat(3));
            List<Integer> pipelined = List.of(status(phone), status(phone), status(phone));
            permits.giveBack(others);
            send(phone, request("b"));

            assertThat(pipelined).containsExactly(202, 503, 503);
            assertThat(status(phone)).isEqualTo(202);
        }
    }

    @Test
    void tellsAClientWhoseBodyDoesNotComeSo() throws IOException {
        try (Socket phone = new Socket("localhost", port)) {
            String request = request("c");

            send(phone, request.substring(0, request.length() - 5));

            assertThat(status(phone)).isEqualTo(408);
            assertThat(phone.getInputStream().read()).as("the end").isEqualTo(-1);
        }
        assertThat(admission.of(Urgency.RUN).inUse()).isZero();
    }

    /** What 46 such signups, or a few announced batches, once kept from everybody for ten seconds. */
    @Test
    void bodiesThatDoNotComeCostNobodyElseAPermit() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try (Socket phone = new Socket("localhost", port)) {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket("localhost", port);
                silent.add(socket);
                send(
                        socket,
                        i % 2 == 0
                                ? "POST /v1/signups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                : "POST /v1/runs/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                        + "Authorization: " + Tokens.bearer(RandomUsers.any())
                                        + "\r\nContent-Length: 900000\r\n\r\n");
            }

            send(phone, request("d"));

            assertThat(status(phone)).isEqualTo(202);
            // The phone's own permit is given back a moment after its answer.
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> admission.of(Urgency.RUN).inUse() == 0);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private static int takeAllButOne(Permits permits) {
        int taken = 0;
        while (permits.take(1, RUNS)) {
            taken++;
        }
        permits.giveBack(1);
        return taken - 1;
    }

    private String request(String run) {
        String body = body(run);
        return "POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + bearer
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void send(Socket phone, String text) throws IOException {
        phone.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads one answer, byte for byte, since the next may follow at once. */
    private static int status(Socket phone) throws IOException {
        phone.setSoTimeout(10_000);
        InputStream in = phone.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("after %s", head).isNotEqualTo(-1);
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).isTrue();
        in.readNBytes(Integer.parseInt(length.group(1)));
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 202".length()));
    }

    private static String body(Object run) {
        return """
            {"clientRunId":"%s","startedAt":"2026-01-01T06:00:00Z","distanceMeters":5000,"elapsedSeconds":1500}
            """.formatted(run);
    }

    /** Sends on schedule, whatever the answers do. */
    private List<Answer> offer(int perSecond, Duration within) {
        int count = (int) (perSecond * within.toSeconds());
        return Objects.requireNonNull(Flux.interval(Duration.ofNanos(1_000_000_000L / perSecond))
                .onBackpressureBuffer()
                .take(count)
                .flatMap(this::post, count)
                .collectList()
                .block(Duration.ofSeconds(30)));
    }

    private Mono<Answer> post(long i) {
        long start = System.nanoTime();
        return gateway.post()
                .uri("http://localhost:" + port + "/v1/runs")
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body(i))
                .exchangeToMono(response -> Answer.of(response, start));
    }

    private static Duration percentile(int percent, List<Answer> answers) {
        List<Duration> sorted = answers.stream().map(Answer::took).sorted().toList();
        return sorted.get(sorted.size() * percent / 100);
    }

    /** What a phone was told, and after how long. */
    private record Answer(int status, String retryAfter, String type, Duration took) {

        static Mono<Answer> of(ClientResponse response, long start) {
            var headers = response.headers().asHttpHeaders();
            return response.releaseBody()
                    .then(Mono.fromSupplier(() -> new Answer(
                            response.statusCode().value(),
                            String.valueOf(headers.getFirst("Retry-After")),
                            String.valueOf(headers.getContentType()),
                            Duration.ofNanos(System.nanoTime() - start))));
        }

        boolean isAccepted() {
            return status == 202;
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Slow {

        @Bean
        @Primary
        SlowPublisher slowPublisher() {
            return new SlowPublisher(PER_SECOND);
        }
    }
}
