package io.letsrun.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class RedisBreakerTest {

    private static final Duration PAUSE = Duration.ofHours(1);

    private final CircuitBreaker breaker = RedisBreaker.of(PAUSE);
    private int asked;
    private CompletableFuture<byte @Nullable []> answer = new CompletableFuture<>();

    @SuppressWarnings("unchecked")
    private final RedisAsyncCommands<String, byte[]> commands =
            (RedisAsyncCommands<String, byte[]>) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {RedisAsyncCommands.class}, (proxy, method, given) -> {
                        asked++;
                        return new PipelinedRedisFuture<>(answer);
                    });

    private final Redis redis = new Redis(() -> commands, breaker);

    @Test
    void asksNoMoreAfterFiveFailuresInARow() {
        fail(4);
        succeed();
        fail(4);
        assertThat(asked).isEqualTo(9);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);

        fail(1);

        assertThatExceptionOfType(RedisUnavailable.class)
                .isThrownBy(() -> redis.get("k").block());
        redis.remove("k");
        assertThat(asked).isEqualTo(10);
    }

    @Test
    void closesWhenTheOneThatMayTrySucceeds() {
        fail(5);
        breaker.transitionToHalfOpenState();
        answer = new CompletableFuture<>();
        Disposable trying = redis.get("k").subscribe();
        assertThatExceptionOfType(RedisUnavailable.class)
                .isThrownBy(() -> redis.get("k").block());

        trying.dispose(); // whoever asked has left; the command is under way all the same
        answer.complete(null);

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void takesAnUnknownScriptForAnAnswer() {
        answer = CompletableFuture.failedFuture(new RedisNoScriptException("NOSCRIPT"));
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(RedisNoScriptException.class)
                    .isThrownBy(() -> redis.get("k").block());
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void showsItsState() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        RedisBreaker.register(breaker, meters);

        assertThat(state(meters, "closed")).isOne();
        fail(5);
        assertThat(state(meters, "closed")).isZero();
        assertThat(state(meters, "open")).isOne();
    }

    private static double state(SimpleMeterRegistry meters, String state) {
        return meters.get("resilience4j.circuitbreaker.state")
                .tags("name", "redis", "state", state)
                .gauge()
                .value();
    }

    private void fail(int times) {
        answer = CompletableFuture.failedFuture(new RedisCommandTimeoutException("slow"));
        for (int i = 0; i < times; i++) {
            assertThatExceptionOfType(RedisCommandTimeoutException.class)
                    .isThrownBy(() -> redis.get("k").block());
        }
    }

    private void succeed() {
        answer = CompletableFuture.completedFuture(new byte[0]);
        redis.get("k").block();
    }
}
