package io.letsrun.gateway.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.signup.EmailClaim;
import io.letsrun.edge.redis.Redis;
import io.letsrun.gateway.WithoutServers;
import io.letsrun.gateway.signup.SignupClaims.Claim;
import io.letsrun.testing.Infrastructure;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

    private final SignupClaims claims;

    RedisClaimsTest(@Autowired Redis redis) {
        this.claims = new RedisClaims(redis, new RecentClaims(Clock.systemUTC()));
    }

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("letsrun.redis.url", () -> SERVERS.redis().url());
    }

    @BeforeEach
    void connected() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String email = UUID.randomUUID() + "@example.org";
            return claim(email, ANN) instanceof Claim.Granted;
        });
    }

    @Test
    void isGrantedOnceAndHeldThen() {
        String email = UUID.randomUUID() + "@example.org";

        assertThat(claim(email, ANN)).isEqualTo(new Claim.Granted());
        assertThat(claim(email, RIVAL)).isEqualTo(heldByAnn());
        assertThat(claim(email, ANN)).isEqualTo(heldByAnn());
    }

    @Test
    void isGrantedAgainWhenItWasReleasedButNotByAnother() {
        String email = UUID.randomUUID() + "@example.org";
        claim(email, ANN);

        claims.release(email, RIVAL).block();
        assertThat(claim(email, RIVAL)).isEqualTo(heldByAnn());

        claims.release(email, ANN).block();
        assertThat(claim(email, RIVAL)).isEqualTo(new Claim.Granted());
    }

    @Test
    void isNotReleasedOnceItIsConfirmed() {
        String email = UUID.randomUUID() + "@example.org";
        onRedis(commands ->
                commands.set(EmailClaim.key(email), EmailClaim.confirmed(ANN).value()));

        claims.release(email, ANN).block();

        assertThat(claim(email, RIVAL)).isEqualTo(new Claim.Held(EmailClaim.confirmed(ANN)));
    }

    @Test
    void isGrantedToOneOfManyAtOnce() {
        String email = UUID.randomUUID() + "@example.org";
        List<Claim> all = Flux.fromStream(IntStream.range(0, 50).mapToObj(i -> new UUID(1, i)))
                .flatMap(rival -> claims.address(email, rival), 50)
                .collectList()
                .block();

        assertThat(all).hasSize(50).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Claim.Held.class::isInstance).hasSize(49);
    }

    @Test
    void bindsAKeyForADay() {
        String binding = "letsrun:idempotency:" + UUID.randomUUID();

        assertThat(claims.key(binding, ANN).block()).isEqualTo(new Claim.Granted());
        assertThat(claims.key(binding, RIVAL).block()).isEqualTo(heldByAnn());
        assertThat(ttl(binding)).isBetween(86_390L, 86_400L);

        claims.expire(binding, Instant.now().plusSeconds(1_000)).block();
        assertThat(ttl(binding)).isBetween(900L, 1_001L);
    }

    @Test
    void remembersABindingThatRedisHasLost() {
        String binding = "letsrun:idempotency:" + UUID.randomUUID();
        claims.key(binding, ANN).block();

        onRedis(commands -> commands.del(binding));

        assertThat(claims.key(binding, RIVAL).block()).isEqualTo(heldByAnn());
    }

    @Test
    void isDecidedByMemoryWhileRedisIsAwayAndByRedisOnceItIsBack() {
        String email = UUID.randomUUID() + "@example.org";
        claim(email, ANN);

        SERVERS.redis().kill();
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> claim(UUID.randomUUID() + "@example.org", ANN) instanceof Claim.Undecided);
            assertThat(claim(email, RIVAL)).isEqualTo(heldByAnn());
        } finally {
            SERVERS.redis().start();
        }

        connected();
        assertThat(claim(email, RIVAL)).isInstanceOf(Claim.Held.class);
    }

    private static Claim heldByAnn() {
        return new Claim.Held(EmailClaim.provisional(ANN));
    }

    private static long ttl(String name) {
        return onRedis(commands -> commands.ttl(name));
    }

    private static <T> T onRedis(Function<RedisCommands<String, String>, T> command) {
        RedisClient client = RedisClient.create(SERVERS.redis().url());
        try {
            return command.apply(client.connect().sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private @Nullable Claim claim(String email, UUID userId) {
        return claims.address(email, userId).block();
    }
}
