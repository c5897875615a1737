package io.letsrun.profile.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.SignupRejected;
import io.letsrun.profile.RunningConsumer;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;

class ProfileIT extends RunningConsumer {

    @LocalManagementPort
    private int managementPort;

    private final UUID user = RandomUsers.any();

    ProfileIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void isUnknownWhileNothingHasArrived() {
        get(user, "/v1/profile")
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/not-found");
    }

    @Test
    void hasTotalsButNoNameWhenARunComesBeforeTheSignupsOutcome() {
        sendRun();

        get(user, "/v1/profile")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.firstName")
                .doesNotExist()
                .jsonPath("$.totals.runs")
                .isEqualTo(1)
                .jsonPath("$.totals.distanceMeters")
                .isEqualTo(5_000.0)
                .jsonPath("$.totals.elapsedSeconds")
                .isEqualTo(1_500);
    }

    @Test
    void hasNameAndNoTotalsYetWhenTheOutcomeComesFirst() {
        sendAccepted();

        get(user, "/v1/profile")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.userId")
                .isEqualTo(user.toString())
                .jsonPath("$.firstName")
                .isEqualTo("Wilma")
                .jsonPath("$.city")
                .isEqualTo("Köln")
                .jsonPath("$.totals.runs")
                .isEqualTo(0)
                .jsonPath("$.updatedAt")
                .isEqualTo("2026-05-01T04:00:00Z");
    }

    @Test
    void isUnknownWhenTheSignupWasRefused() {
        sendRun();
        send(Topics.SIGNUP_OUTCOMES, List.of(new SignupRejected(user, SignupRejected.EMAIL_TAKEN, STARTED)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get(user, "/v1/profile")
                        .expectStatus()
                        .isNotFound()
                        .expectHeader()
                        .doesNotExist(HttpHeaders.RETRY_AFTER));
        assertThat(count("SELECT count(*) FROM profile.run WHERE user_id = $1", user))
                .isZero();
    }

    @Test
    void isNotSentAgainWhileItsTagMatches() {
        sendAccepted();
        String tag = Objects.requireNonNull(get(user, "/v1/profile")
                .returnResult(byte[].class)
                .getResponseHeaders()
                .getETag());

        get(user, "/v1/profile", HttpHeaders.IF_NONE_MATCH, tag)
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
        sendRun();

        assertThat(tag).startsWith("\"");
        get(user, "/v1/profile", HttpHeaders.IF_NONE_MATCH, tag).expectStatus().isOk();
    }

    @Test
    void isForNobodyWithoutAToken() {
        http().get()
                .uri("/v1/profile")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/unauthenticated");
    }

    @Test
    void answersAnUnknownPathAndMethodWithAProblem() {
        get(user, "/v1/nothing")
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/not-found");
        http().post()
                .uri("/v1/profile")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/method-not-allowed");
    }

    @Test
    void isUnavailableWhilePostgresIsAwayAndReadinessDoesNotMove() {
        sendAccepted();
        SERVERS.postgres().stop();
        try {
            get(user, "/v1/profile")
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .exists(HttpHeaders.RETRY_AFTER)
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("/problems/unavailable");
            http().get()
                    .uri("http://localhost:" + managementPort + "/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isOk();
        } finally {
            SERVERS.postgres().start();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get(user, "/v1/profile").expectStatus().isOk());
    }

    private void sendAccepted() {
        send(Topics.SIGNUP_OUTCOMES, List.of(accepted(user)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("SELECT count(*) FROM profile.runner WHERE user_id = $1", user) == 1);
    }

    private void sendRun() {
        send(Topics.RUNS, List.of(run(user, "a", 1, STARTED)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("SELECT count(*) FROM profile.runner_totals WHERE user_id = $1", user) == 1);
    }
}
