package io.letsrun.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.gateway.Tokens;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Promise 6: overload is refused early and politely, and no event loop blocks. */
@WithoutServers
@TestPropertySource(
        properties = {
            "letsrun.publish.in-flight=8KB",
            "letsrun.limits.runs.burst=500",
            "letsrun.limits.runs.per-minute=1",
        })
class OverloadGuaranteeTest {

    private static final int BOUND = 8 * 1024;

    @Autowired
    private KafkaPublisher publisher;

    @Autowired
    private InFlight inFlight;

    @LocalServerPort
    private int port;

    private final MockProducer<byte[], byte[]> slowBroker =
            new MockProducer<>(false, (Partitioner) null, new ByteArraySerializer(), new ByteArraySerializer());

    @BeforeAll
    static void watch() {
        BlockHound.install();
    }

    @BeforeEach
    void open() {
        publisher.open(slowBroker);
    }

    @Test
    void holdsNoMoreThanItsBoundAndRefusesTheRestWithRetryAfter() {
        List<ResponseEntity<String>> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        String bearer = Tokens.bearer(RandomUsers.any());

        var requests = Flux.range(0, 200)
                .flatMap(i -> post(bearer, i), 200)
                .doOnNext(answers::add)
                .collectList()
                .toFuture();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> answers.size() + slowBroker.history().size() == 200);

        assertThat(inFlight.bytes()).isBetween(1L, (long) BOUND);
        assertThat(answers).hasSizeGreaterThan(150).allSatisfy(answer -> {
            assertThat(answer.getStatusCode().value()).isEqualTo(503);
            assertThat(Integer.parseInt(String.valueOf(answer.getHeaders().getFirst("Retry-After"))))
                    .isBetween(1, 3);
            assertThat(String.valueOf(answer.getHeaders().getContentType())).isEqualTo("application/problem+json");
        });

        while (slowBroker.completeNext()) {}
        assertThat(requests)
                .succeedsWithin(Duration.ofSeconds(5))
                .satisfies(all -> assertThat(all.stream()
                                .filter(answer -> answer.getStatusCode().value() == 202)
                                .count())
                        .isEqualTo(slowBroker.history().size()));
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void refusesOneUserWhoSendsTooMuchWith429() {
        String greedy = Tokens.bearer(RandomUsers.any());
        String body = "{\"runs\":[" + "{},".repeat(499) + "{}]}";

        assertThat(status(greedy, body)).isEqualTo(207);
        ResponseEntity<String> second = answer(greedy, "/v1/runs/batch", body);

        assertThat(second.getStatusCode().value()).isEqualTo(429);
        assertThat(second.getHeaders().getFirst("RateLimit")).startsWith("\"runs\";r=0;t=");
        assertThat(second.getHeaders().getFirst("RateLimit-Policy")).isEqualTo("\"runs\";q=500;w=30000");
        assertThat(Integer.parseInt(String.valueOf(second.getHeaders().getFirst("Retry-After"))))
                .isPositive();
        assertThat(status(Tokens.bearer(RandomUsers.any()), body)).isEqualTo(207);
    }

    private int status(String bearer, String body) {
        return answer(bearer, "/v1/runs/batch", body).getStatusCode().value();
    }

    private ResponseEntity<String> answer(String bearer, String path, String body) {
        return java.util.Objects.requireNonNull(send(bearer, path, body).block(Duration.ofSeconds(10)));
    }

    private Mono<ResponseEntity<String>> post(String bearer, int i) {
        return send(bearer, "/v1/runs", """
                {"clientRunId":"%d","startedAt":"2026-01-01T06:00:00Z","distanceMeters":5000,"elapsedSeconds":1500}
                """.formatted(i));
    }

    private Mono<ResponseEntity<String>> send(String bearer, String path, String body) {
        return WebClient.create("http://localhost:" + port)
                .post()
                .uri(path)
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchangeToMono(response -> response.toEntity(String.class));
    }
}
