package io.letsrun.gateway;

import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.blockhound.BlockHound;

/** Starts with no broker in sight. */
@WithoutServers
class BrokerAbsentTest {

    @Autowired
    private WebTestClient gateway;

    @LocalManagementPort
    private int managementPort;

    @BeforeAll
    static void watch() {
        BlockHound.install();
    }

    @Test
    void livesButIsNotReady() {
        gateway.get()
                .uri("http://localhost:" + managementPort + "/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
        gateway.get()
                .uri("http://localhost:" + managementPort + "/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("OUT_OF_SERVICE");
    }

    @Test
    void refusesAtOnceAndSaysWhenToComeBack() {
        gateway.mutate()
                .responseTimeout(Duration.ofSeconds(2))
                .build()
                .post()
                .uri("/v1/runs")
                .header("Authorization", Tokens.bearer(RandomUsers.any()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void showsItsMetrics() {
        gateway.get()
                .uri("http://localhost:" + managementPort + "/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(text -> org.assertj.core.api.Assertions.assertThat(text)
                        .contains("letsrun_gateway_in_flight_bytes", "letsrun_gateway_publish_seconds_bucket"));
    }
}
