package io.letsrun.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.testing.Infrastructure;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Promise 7, at the gateway: lose Redis, and signups go on; a repetition is still known. */
@WithoutServers
@TestPropertySource(properties = {"letsrun.limits.signups.burst=1000", "letsrun.limits.signups.per-minute=1000"})
class RedisLossGuaranteeTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();

    @Autowired
    private WebTestClient gateway;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        properties.add("spring.kafka.bootstrap-servers", () -> SERVERS.kafka().bootstrapServers());
        properties.add("letsrun.redis.url", () -> SERVERS.redis().url());
    }

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> gateway.get()
                        .uri("http://localhost:" + managementPort + "/actuator/health/readiness")
                        .exchange()
                        .expectStatus()
                        .isOk());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String email = email();
            signUp(email, null);
            return signUp(email, null).getStatus().value() == 409;
        });
    }

    @AfterEach
    void bringBack() {
        SERVERS.redis().start();
    }

    @Test
    void takesSignupsWithoutRedisAndKnowsRepetitionsAgainWhenItIsBack() {
        String before = email();
        String key = key();
        String userId = userId(signUp(before, key));
        assertThat(userId(signUp(before, key))).isEqualTo(userId);
        assertThat(signUp(before, key()).getStatus().value()).isEqualTo(409);
        assertThat(signUp(email(), key).getStatus().value()).isEqualTo(422);

        SERVERS.redis().kill();

        for (int i = 0; i < 20; i++) {
            String during = email();
            String keyDuring = key();
            String first = userId(signUp(during, keyDuring));
            assertThat(userId(signUp(during, keyDuring))).isEqualTo(first);
            assertThat(signUp(email(), keyDuring).getStatus().value()).isEqualTo(422);
        }
        assertThat(userId(signUp(before, key))).isEqualTo(userId);
        gateway.get()
                .uri("http://localhost:" + managementPort + "/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();

        SERVERS.redis().start();

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String email = email();
            signUp(email, null);
            return signUp(email, null).getStatus().value() == 409;
        });
    }

    private static String email() {
        return UUID.randomUUID() + "@example.org";
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private EntityExchangeResult<byte[]> signUp(String email, @Nullable String idempotencyKey) {
        return gateway.post()
                .uri("/v1/signups")
                .headers(headers -> {
                    if (idempotencyKey != null) {
                        headers.set("Idempotency-Key", idempotencyKey);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", email, "firstName", "Ann", "lastName", "Lee"))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static String userId(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(202);
        JsonNode json = JsonMapper.shared().readTree(answer.getResponseBodyContent());
        return json.path("userId").asString();
    }
}
