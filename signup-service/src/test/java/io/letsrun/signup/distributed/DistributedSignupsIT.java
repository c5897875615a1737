package io.letsrun.signup.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.edge.token.AccessTokens;
import io.letsrun.edge.token.TokenKeys;
import io.letsrun.signup.SignupRequests;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.RandomUsers;
import io.letsrun.testing.Sending;
import io.letsrun.testing.TopicEnds;
import io.letsrun.testing.sharding.ShardedDatabase;
import io.letsrun.testing.sharding.ThreeServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service on a database of three servers: no statement and no transaction is about more than one bucket. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"letsrun.storage.distributed=true", "spring.flyway.enabled=false", "management.server.port=0"})
@DirtiesContext
class DistributedSignupsIT {

    private static final ThreeServers SERVERS = new ThreeServers("signup");
    private static final Infrastructure OWN = Infrastructure.fresh();
    private static final String KEYS = "test:" + "k".repeat(43);
    private static final AccessTokens TOKENS = new AccessTokens(TokenKeys.parse(KEYS), null, Clock.systemUTC());
    private static final String MANAGEMENT_TOKEN = "m".repeat(32);
    private static final int ADDRESSES = 200;

    @Autowired
    private ShardedDatabase database;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        OWN.environment("signup").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("LETSRUN_TOKEN_KEYS", () -> KEYS);
        registry.add("LETSRUN_MANAGEMENT_TOKEN", () -> MANAGEMENT_TOKEN);
    }

    /** Rivals for an address are of its bucket, so each address is decided on one server. */
    @Test
    void decidesEachAddressOnceWithStatementsOfOneBucket() {
        List<SignupRequested> requests = new ArrayList<>();
        for (int n = 0; n < ADDRESSES; n++) {
            String address = SignupRequests.anyEmail();
            SignupRequested first = SignupRequests.by(RandomUsers.of(address), address);
            requests.addAll(List.of(first, first, SignupRequests.by(RandomUsers.of(address), address)));
        }
        Collections.shuffle(requests, new Random(17));
        KafkaBinding binding = new KafkaBinding("/test");
        Sending.all(
                OWN.kafka().bootstrapServers(),
                requests.stream()
                        .map(request -> binding.write(Topics.SIGNUPS, request, Instant.now(), null))
                        .toList());
        TopicEnds.awaitCommitted(OWN.kafka().bootstrapServers(), "signup-service", Topics.SIGNUPS.name());

        assertThat(SERVERS.rows("SELECT email_key FROM signup.email_claim"))
                .hasSize(ADDRESSES)
                .doesNotHaveDuplicates();
        assertThat(SERVERS.rows("SELECT email FROM signup.account"))
                .hasSize(ADDRESSES)
                .doesNotHaveDuplicates();
        assertThat(SERVERS.rows("SELECT user_id FROM signup.rejection")).hasSize(ADDRESSES);
        UUID winner = UUID.fromString(
                SERVERS.rows("SELECT user_id FROM signup.account").getFirst());
        client(port, "Bearer " + TOKENS.issue(winner, Duration.ofMinutes(5)))
                .get()
                .uri("/v1/signups/" + winner)
                .exchange()
                .expectStatus()
                .isOk();
        client(managementPort, "Bearer " + MANAGEMENT_TOKEN)
                .post()
                .uri("/actuator/claims")
                .exchange()
                .expectBody()
                .jsonPath("$.claims")
                .isEqualTo(ADDRESSES);

        assertThat(database.violations()).isEmpty();
        assertThat(database.statements()).hasSize(3).allMatch(sql -> sql.contains("bucket"));
    }

    @Test
    void sqlAndJavaAgreeOnTheBucketOfAnAddressAndOfAUser() {
        for (int n = 0; n < ADDRESSES; n++) {
            String address = n + "ü✓" + SignupRequests.anyEmail();
            UUID user = RandomUsers.any();

            assertThat(SERVERS.rows(
                            0, "SELECT signup.bucket_of_address('" + address + "'), signup.bucket_of('" + user + "')"))
                    .containsExactly(Bucket.ofEmailKey(address) + " " + Bucket.ofUser(user));
        }
    }

    private static WebTestClient client(int port, String authorization) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(15))
                .defaultHeader("Authorization", authorization)
                .build();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Databases {

        @Bean
        ShardedDatabase connections() {
            return SERVERS.database();
        }
    }
}
