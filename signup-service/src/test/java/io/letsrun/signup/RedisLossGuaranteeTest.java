package io.letsrun.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.testing.RandomUsers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Promise 7, on this side: without Redis signups are decided all the same, and Redis can be told everything again. */
class RedisLossGuaranteeTest extends RunningSignups {

    @LocalManagementPort
    private int managementPort;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String email = SignupRequests.anyEmail();
    private final UUID anna = RandomUsers.of(email);
    private final UUID ben = RandomUsers.of(email);

    RedisLossGuaranteeTest(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void decidesWhileRedisIsAwayAndConfirmsAgainWhenItIsBack() {
        SERVERS.redis().stop();
        try {
            send(Topics.SIGNUPS, List.of(SignupRequests.by(anna, email), SignupRequests.by(ben, email)));
            awaitConsumed(Topics.SIGNUPS);
            assertThat(count("SELECT count(*) FROM signup.account WHERE user_id = $1", anna))
                    .isEqualTo(1);
            assertThat(count("SELECT count(*) FROM signup.rejection WHERE user_id = $1", ben))
                    .isEqualTo(1);
        } finally {
            SERVERS.redis().start();
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            send(Topics.SIGNUPS, List.of(SignupRequests.by(anna, email)));
            awaitConsumed(Topics.SIGNUPS);
            assertThat(redis(SignupStatus.key(anna))).contains("active");
        });
    }

    @Test
    void confirmsTheOwnersClaimAndBothStatuses() {
        send(Topics.SIGNUPS, List.of(SignupRequests.by(anna, email), SignupRequests.by(ben, email)));
        awaitConsumed(Topics.SIGNUPS);

        // A Redis that answers late is told again a second later.
        EmailClaim confirmed = EmailClaim.confirmed(anna);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(redis(EmailClaim.key(email))).isEqualTo(confirmed.value());
            assertThat(redis(SignupStatus.key(ben))).isNotNull();
        });
        assertThat(SignupStatus.ofValue(anna, redis(SignupStatus.key(anna))).status())
                .isEqualTo("active");
        assertThat(SignupStatus.ofValue(ben, redis(SignupStatus.key(ben))).status())
                .isEqualTo("rejected");
        assertThat(timeToLive(EmailClaim.key(email))).isBetween(1L, EmailClaim.CONFIRMED.toSeconds());
    }

    @Test
    void tellsRedisEveryClaimAgain() {
        List<SignupRequested> requests = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String address = SignupRequests.anyEmail();
            requests.add(SignupRequests.by(RandomUsers.of(address), address));
        }
        send(Topics.SIGNUPS, requests);
        awaitConsumed(Topics.SIGNUPS);
        onRedis(RedisCommands::flushall);
        long claims = count("SELECT count(*) FROM signup.email_claim");

        http().mutate()
                .responseTimeout(Duration.ofMinutes(1))
                .build()
                .post()
                .uri("http://localhost:" + managementPort + "/actuator/claims")
                .header("Authorization", "Bearer " + MANAGEMENT_TOKEN)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.claims")
                .isEqualTo((int) claims);

        assertThat(claims).isGreaterThanOrEqualTo(5_000);
        long held = onRedis(RedisCommands::dbsize);
        assertThat(held).isEqualTo(claims);
        SignupRequested last = requests.getLast();
        assertThat(redis(EmailClaim.key(last.emailKey())))
                .startsWith(last.userId().toString());
    }

    private static String redis(String key) {
        return onRedis(redis -> String.valueOf(redis.get(key)));
    }

    private static long timeToLive(String key) {
        return onRedis(redis -> redis.ttl(key));
    }

    private static <T> T onRedis(Function<RedisCommands<String, String>, T> command) {
        RedisClient client = RedisClient.create(SERVERS.redis().url());
        try {
            return command.apply(client.connect().sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
