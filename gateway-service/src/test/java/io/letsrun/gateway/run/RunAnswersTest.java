package io.letsrun.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.gateway.Tokens;
import io.letsrun.gateway.WithRecordingPublisher;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.gateway.publish.RecordingPublisher;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** What phones are told about what they send of a run. */
@WithoutServers
@WithRecordingPublisher
class RunAnswersTest {

    private static final AtomicReference<Stored> STORED = new AtomicReference<>();
    private static final AtomicReference<String> ASKED = new AtomicReference<>();
    private static final DisposableServer PROFILE_SERVICE = HttpServer.create()
            .host("localhost")
            .port(0)
            .handle(RunAnswersTest::answer)
            .bindNow();

    /** What profile-consumer says of a run; status 0 is no answer at all. */
    private record Stored(int status, String body) {}

    private final UUID user = RandomUsers.any();
    private final UUID run = RunId.of(user, "a", Instant.parse("2026-01-01T06:00:00Z"));

    @Autowired
    private WebTestClient gateway;

    @Autowired
    private RecordingPublisher publisher;

    @DynamicPropertySource
    static void profileService(DynamicPropertyRegistry properties) {
        properties.add("letsrun.upstream.profile-service", () -> "http://localhost:" + PROFILE_SERVICE.port());
    }

    @AfterAll
    static void stop() {
        PROFILE_SERVICE.disposeNow(Duration.ofSeconds(5));
    }

    @BeforeEach
    void nothingPublished() {
        publisher.events.clear();
    }

    @Test
    void refusesADeletionBelowTheStoredVersionAndTellsThat() {
        STORED.set(new Stored(200, "{\"version\":5,\"deleted\":false}"));

        delete(1)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/version-conflict")
                .jsonPath("$.storedVersion")
                .isEqualTo(5);

        assertThat(publisher.events).isEmpty();
        assertThat(ASKED.get()).isEqualTo("/v1/runs/" + run + "/version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"version\":4,\"deleted\":false}",
                "200 | {\"version\":5,\"deleted\":true}",
                "200 | {}",
                "404 | ``",
                "503 | ``",
                "0 | ``",
            })
    void takesADeletionThatMayCount(int status, String body) {
        STORED.set(new Stored(status, body));

        delete(5).expectStatus().isEqualTo(202);

        assertThat(publisher.events).containsExactly(new RunDeleted(user, run, 5));
    }

    @Test
    void namesWhatItLeftOutOfARun() {
        String odd = """
                {"clientRunId":"a","startedAt":"2026-01-01T06:00:00+02:00","distanceMeters":10020.800000000001,
                 "elapsedSeconds":3290.4,"averageHeartRateBpm":0,"timeZone":"EST5"}""";

        post("/v1/runs", odd).expectStatus().isEqualTo(202).expectBody().json("""
                        {"status":"accepted","dropped":[{"pointer":"/timeZone","code":"unknown-time-zone"},
                         {"pointer":"/averageHeartRateBpm","code":"out-of-range"}]}""");
        post("/v1/runs/batch", "{\"runs\":[" + odd + "]}")
                .expectStatus()
                .isEqualTo(202)
                .expectBody()
                .jsonPath("$.results[0].dropped[0].pointer")
                .isEqualTo("/runs/0/timeZone");
    }

    @Test
    void saysNothingOfWhatItLeftOutWhenThatIsNothing() {
        String run = """
                {"clientRunId":"a","startedAt":"2026-01-01T06:00:00Z","distanceMeters":10020.8,"elapsedSeconds":3290}""";

        post("/v1/runs", run).expectBody().jsonPath("$.dropped").doesNotExist();
        post("/v1/runs/batch", "{\"runs\":[" + run + "]}")
                .expectBody()
                .jsonPath("$.results[0].dropped")
                .doesNotExist();
    }

    private WebTestClient.ResponseSpec delete(long version) {
        return gateway.delete()
                .uri("/v1/runs/" + run + "?version=" + version)
                .header("Authorization", Tokens.bearer(user))
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, String body) {
        return gateway.post()
                .uri(path)
                .header("Authorization", Tokens.bearer(user))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        ASKED.set(request.uri());
        Stored stored = Objects.requireNonNull(STORED.get());
        return stored.status() == 0
                ? Mono.never()
                : response.status(stored.status())
                        .header("Content-Type", "application/json")
                        .sendString(Mono.just(stored.body()));
    }
}
