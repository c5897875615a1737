package io.letsrun.events.adding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.letsrun.events.adding.IdempotencyKeys.KeyClaim;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.redis.ScriptedRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {

    private static final byte[] STORED = """
            {"v":1,"state":"STORED","fingerprint":"f","at":1,\
            "event":{"id":"e","name":"Parkrun","userId":"u","details":null}}""".getBytes(StandardCharsets.UTF_8);

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "redis",
            CircuitBreakerConfig.custom()
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());
    private final List<KeyClaim> claims = new ArrayList<>();

    @Test
    void aKeyThatAnotherHasIsNotSentBecauseNobodySaysWhatBecameOfIt() {
        claim(ScriptedRedis.NIL, new IOException("slow"));

        assertThat(claims).containsExactly(new KeyClaim.UnderWay());
    }

    @Test
    void aKeyThatWasGivenBackMeanwhileIsClaimedAgain() {
        claim(ScriptedRedis.NIL, ScriptedRedis.NIL, "OK");
        claim(ScriptedRedis.NIL, ScriptedRedis.NIL, ScriptedRedis.NIL);

        assertThat(claims).containsExactly(new KeyClaim.Ours(), new KeyClaim.UnderWay());
    }

    @Test
    void withoutRedisThisProcessAloneRemembers() {
        claim(new IOException("away"));

        assertThat(claims).containsExactly(new KeyClaim.Ours());
    }

    /** The answer to one command is judged before the next is asked for, or the breaker would let that not through. */
    @Test
    void learnsWhatAnotherStoredFromARedisThatHasJustComeBack() {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();

        claim(ScriptedRedis.NIL, STORED);

        assertThat(claims).hasSize(1).first().isInstanceOf(KeyClaim.Settled.class);
    }

    private void claim(Object... answers) {
        ScriptedRedis redis = new ScriptedRedis(answers);
        IdempotencyKeys keys = new IdempotencyKeys(
                redis.redis(breaker), Clock.systemUTC(), new GatherProperties(Duration.ofSeconds(3), 50));
        keys.claim("k", "f").subscribe(claims::add);
        redis.answer();
    }
}
