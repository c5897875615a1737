package io.letsrun.events.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Redis, which is a cache: whoever asks must have an answer of their own for when it is away or slow. Commands of all
 * threads share one connection, which never queues them while it is down.
 */
public final class Redis implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final Duration BETWEEN_CONNECTS = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Runnable shutdown;
    private final Disposable connecting;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    /**
     * Lettuce reconnects by itself, but only what was connected once; until then this tries in the background.
     *
     * @param connect one attempt
     */
    Redis(Mono<? extends StatefulRedisConnection<String, byte[]>> connect, CircuitBreaker breaker, Runnable shutdown) {
        this.breaker = breaker;
        this.shutdown = shutdown;
        this.connecting = connect.doOnError(e -> log.atDebug().setCause(e).log("cannot connect to Redis"))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_CONNECTS))
                .subscribe(this::connected);
    }

    /**
     * Returns the answer of one or more commands, which nobody can take back once they are sent, or nothing if Redis has none; fails when Redis is away, slow, or answers
     * with an error.
     */
    public <T> Mono<T> ask(Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> question) {
        return Mono.defer(() -> {
            CompletionStage<? extends T> answer = this.<T>put(question);
            return answer == null ? Mono.error(new RedisAway()) : Mono.fromFuture(answer.toCompletableFuture(), true);
        });
    }

    /** Sends commands whose answers nobody waits for; a Redis that is away never gets them. */
    public void tell(Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<?>> order) {
        put(order);
    }

    /** Returns the answer once it is judged: whoever goes on from it with another command finds the breaker's permit given back. */
    private <T> @Nullable CompletionStage<? extends T> put(
            Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<? extends T>> question) {
        StatefulRedisConnection<String, byte[]> current = connection;
        if (current == null || !breaker.tryAcquirePermission()) {
            return null;
        }
        long start = System.nanoTime();
        try {
            return question.apply(current.async())
                    .whenComplete((value, failure) -> judge(System.nanoTime() - start, failure));
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private void judge(long nanos, @Nullable Throwable failure) {
        if (failure == null) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        }
    }

    private void connected(StatefulRedisConnection<String, byte[]> standing) {
        connection = standing;
        log.atInfo().log("connected to Redis");
    }

    /** After the web server has drained: beans are destroyed when every lifecycle has stopped. */
    @Override
    public void destroy() {
        connecting.dispose();
        shutdown.run();
    }

    /** Has no stack trace: every request may meet it. */
    private static final class RedisAway extends RuntimeException {

        private static final long serialVersionUID = 1;

        RedisAway() {
            super("Redis is away", null, false, false);
        }
    }
}
