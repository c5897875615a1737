package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.gateway.Tokens;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.gateway.http.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
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
@TestPropertySource(
        properties = {
            "letsrun.admission.most=150",
            "letsrun.admission.least=10",
            "letsrun.admission.objective=200ms",
            "letsrun.limits.runs.burst=100000",
            "letsrun.limits.runs.per-minute=100000",
        })
class AdmissionGuaranteeTest {

    private static final int PER_SECOND = 200;
    private static final int MOST = 150;
    private static final Duration OVERLOAD = Duration.ofSeconds(4);

    @Autowired
    private SlowPublisher brokers;

    @Autowired
    private Admission admission;

    @LocalServerPort
    private int port;

    private final ConnectionProvider connections =
            ConnectionProvider.builder("phones").maxConnections(1_000).build();
    private final String bearer = Tokens.bearer(UUID.randomUUID());

    @BeforeAll
    static void watch() {
        BlockHound.install();
    }

    @Test
    void acceptsWhatTheBrokersTakeInTimeAndTellsTheRestAtOnceWhenToComeBack() {
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
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .build()
                .post()
                .uri("http://localhost:" + port + "/v1/runs")
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"clientRunId":"%d","startedAt":"2026-01-01T06:00:00Z","distanceMeters":5000,"elapsedSeconds":1500}
                        """.formatted(i))
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
