package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.gateway.WithoutServers;
import io.letsrun.gateway.redis.Redis;
import io.letsrun.testing.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;

/** About what Redis says, not how soon: a busy machine may need more than the 50 ms that a command has else. */
@WithoutServers
@TestPropertySource(properties = "letsrun.redis.timeout=5s")
class RedisClaimsTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID RIVAL = new UUID(0, 2);

    private final Claims claims;

    RedisClaimsTest(@Autowired Redis redis) {
        this.claims = new RedisClaims(redis, new RecentClaims(100), new ClaimMetrics(new SimpleMeterRegistry()));
    }

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("letsrun.redis.url", () -> SERVERS.redis().url());
    }

    @BeforeEach
    void connected() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String email = UUID.randomUUID() + "@example.org";
            return claim(email, ANN, null) instanceof Claim.Fresh;
        });
    }

    @Test
    void isFreshOnceAndThenRepeatedByItsKeyOrTaken() {
        String email = UUID.randomUUID() + "@example.org";

        assertThat(claim(email, ANN, "key")).isEqualTo(new Claim.Fresh(ANN));
        assertThat(claim(email, RIVAL, "key")).isEqualTo(new Claim.Repeated(ANN));
        assertThat(claim(email, RIVAL, "other")).isEqualTo(new Claim.Taken());
        assertThat(claim(email, RIVAL, null)).isEqualTo(new Claim.Taken());
    }

    @Test
    void isNotTakenByItself() {
        String email = UUID.randomUUID() + "@example.org";

        assertThat(claim(email, ANN, null)).isEqualTo(new Claim.Fresh(ANN));
        assertThat(claim(email, ANN, null)).isEqualTo(new Claim.Fresh(ANN));
    }

    @Test
    void isFreshAgainWhenItWasReleasedButNotByAnother() {
        String email = UUID.randomUUID() + "@example.org";
        claim(email, ANN, null);

        claims.release(email, RIVAL).block();
        assertThat(claim(email, RIVAL, null)).isEqualTo(new Claim.Taken());

        claims.release(email, ANN).block();
        assertThat(claim(email, RIVAL, null)).isEqualTo(new Claim.Fresh(RIVAL));
    }

    @Test
    void isFreshForOneOfManyAtOnce() {
        String email = UUID.randomUUID() + "@example.org";
        List<Claim> all = Flux.fromStream(IntStream.range(0, 50).mapToObj(i -> new UUID(1, i)))
                .flatMap(rival -> claims.claim(email, rival, null), 50)
                .collectList()
                .block();

        assertThat(all).hasSize(50).filteredOn(Claim.Fresh.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Claim.Taken.class::isInstance).hasSize(49);
    }

    @Test
    void isDecidedByMemoryWhileRedisIsAwayAndByRedisOnceItIsBack() {
        String email = UUID.randomUUID() + "@example.org";
        claim(email, ANN, null);

        SERVERS.redis().kill();
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> claim(UUID.randomUUID() + "@example.org", ANN, null) instanceof Claim.Undecided);
            assertThat(claim(email, RIVAL, null)).isEqualTo(new Claim.Taken());
        } finally {
            SERVERS.redis().start();
        }

        connected();
        assertThat(claim(email, RIVAL, null)).isEqualTo(new Claim.Taken());
    }

    private @Nullable Claim claim(String email, UUID userId, @Nullable String idempotencyKeyHash) {
        return claims.claim(email, userId, idempotencyKeyHash).block();
    }
}
