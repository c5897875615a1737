package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.gateway.WithRecordingPublisher;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.gateway.publish.RecordingPublisher;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What phones are told about a signup, from a gateway that remembers by itself. */
@WithoutServers
@WithRecordingPublisher
@TestPropertySource(properties = {"letsrun.limits.signups.burst=1000", "letsrun.limits.signups.per-minute=1000"})
class SignupAnswersTest {

    @Autowired
    private WebTestClient gateway;

    @Autowired
    private RecordingPublisher publisher;

    private final String key = UUID.randomUUID().toString();
    private final String email = UUID.randomUUID() + "@example.org";

    @BeforeEach
    void nothingPublished() {
        publisher.events.clear();
    }

    @Test
    void takesAQuotedKeyForTheSameAsABareOne() {
        signUp(email, "Ann", '"' + key + '"').expectStatus().isEqualTo(202);
        signUp(email, "Ann", key).expectStatus().isEqualTo(202);
        signUp(email, "  Ann ", '"' + key + "\";v=1").expectStatus().isEqualTo(202);

        assertThat(publisher.events).hasSize(3).extracting("userId").containsOnly(userId());
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        signUp(email, "Ann", key).expectStatus().isEqualTo(202);

        signUp(email, "Eve", key)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/idempotency-key-reused")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/Idempotency-Key")
                .jsonPath("$.accessToken")
                .doesNotExist();
        assertThat(publisher.events).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"short, too-short", "0123456789 abcdef, malformed"})
    void refusesAKeyThatIsNone(String bad, String code) {
        signUp(email, "Ann", bad)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/Idempotency-Key")
                .jsonPath("$.errors[0].code")
                .isEqualTo(code);
    }

    @Test
    void refusesTwoKeys() {
        signUp(email, "Ann", key, key).expectStatus().isEqualTo(422);
    }

    private UUID userId() {
        return ((SignupRequested) publisher.events.getFirst()).userId();
    }

    private WebTestClient.ResponseSpec signUp(String email, String firstName, String... keys) {
        return gateway.post()
                .uri("/v1/signups")
                .header("Idempotency-Key", keys)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", email, "firstName", firstName, "lastName", "Lee"))
                .exchange();
    }
}
