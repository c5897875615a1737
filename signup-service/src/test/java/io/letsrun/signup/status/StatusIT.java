package io.letsrun.signup.status;

import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Topics;
import io.letsrun.signup.RunningSignups;
import io.letsrun.signup.SignupRequests;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;

class StatusIT extends RunningSignups {

    @LocalManagementPort
    private int managementPort;

    private final String email = SignupRequests.anyEmail();
    private final UUID anna = RandomUsers.of(email);
    private final UUID ben = RandomUsers.of(email);

    StatusIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void tellsWhatWasDecided() {
        send(Topics.SIGNUPS, List.of(SignupRequests.by(anna, email), SignupRequests.by(ben, email)));
        awaitConsumed(Topics.SIGNUPS);

        get(anna, "/v1/signups/" + anna)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("active")
                .jsonPath("$.reason")
                .doesNotExist()
                .jsonPath("$.updatedAt")
                .exists();
        get(ben, "/v1/signups/" + ben)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("rejected")
                .jsonPath("$.reason")
                .isEqualTo("email-taken");
    }

    @Test
    void knowsNothingOfAnUndecidedSignupNorOfAnotherUsers() {
        assertUnknown(anna, anna);
        send(Topics.SIGNUPS, List.of(SignupRequests.by(anna, email)));
        awaitConsumed(Topics.SIGNUPS);
        assertUnknown(ben, anna);
    }

    @Test
    void answersNobodyWithoutAToken() {
        http().get()
                .uri("/v1/signups/" + anna)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/unauthenticated");
    }

    @Test
    void refusesAnIdThatIsNone() {
        get(anna, "/v1/signups/me")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/invalid");
    }

    @Test
    void isUnavailableWhilePostgresIsAwayAndReadinessDoesNotMove() {
        SERVERS.postgres().stop();
        try {
            get(anna, "/v1/signups/" + anna)
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .exists(HttpHeaders.RETRY_AFTER);
            http().get()
                    .uri("http://localhost:" + managementPort + "/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isOk();
        } finally {
            SERVERS.postgres().start();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertUnknown(anna, anna));
    }

    private void assertUnknown(UUID caller, UUID user) {
        get(caller, "/v1/signups/" + user)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/not-found");
    }
}
