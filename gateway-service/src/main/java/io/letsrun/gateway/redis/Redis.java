package io.letsrun.gateway.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
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

    private final Breaker breaker;
    private final Runnable shutdown;
    private final Disposable connecting;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    /**
     * Lettuce reconnects by itself, but only what was connected once; until then this tries in the background.
     *
     * @param connect one attempt
     */
    Redis(Mono<? extends StatefulRedisConnection<String, byte[]>> connect, Breaker breaker, Runnable shutdown) {
        this.breaker = breaker;
        this.shutdown = shutdown;
        this.connecting = connect.doOnError(e -> log.atDebug().setCause(e).log("cannot connect to Redis"))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_CONNECTS))
                .subscribe(this::connected);
    }

    /**
     * Returns the answer of one or more commands, or nothing if Redis has none; fails when Redis is away, slow, or answers
     * with an error.
     */
    public <T> Mono<T> ask(Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> question) {
        return Mono.defer(() -> {
            StatefulRedisConnection<String, byte[]> current = connection;
            if (current == null || !breaker.permits()) {
                return Mono.error(new RedisAway());
            }
            return Mono.fromCompletionStage(question.apply(current.async()))
                    .doOnSuccess(answer -> breaker.succeeded())
                    .doOnError(this::failed);
        });
    }

    /** An unknown script is an answer like any other. */
    private void failed(Throwable failure) {
        if (!(failure instanceof RedisNoScriptException)) {
            breaker.failed();
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
}
