package io.letsrun.gateway.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Redis, which is a cache: whoever asks must have an answer of their own for when it is away or slow. Commands of all
 * threads share one connection, which never queues them while it is down.
 */
public final class Redis implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final Duration BETWEEN_CONNECTS = Duration.ofSeconds(1);

    private final RedisClient client;
    private final ClientResources resources;
    private final RedisURI uri;
    private final Breaker breaker;
    private final ScheduledExecutorService connector = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("redis-connect").daemon().factory());
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile boolean running;

    /** @param resources of the client, which end with it */
    Redis(RedisClient client, ClientResources resources, RedisURI uri, Breaker breaker) {
        this.client = client;
        this.resources = resources;
        this.uri = uri;
        this.breaker = breaker;
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

    /** Lettuce reconnects by itself, but only what was connected once. */
    private void connect() {
        if (!running || connection != null) {
            return;
        }
        try {
            connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), uri);
            log.atInfo().log("connected to Redis");
        } catch (RuntimeException e) {
            log.atDebug().setCause(e).log("cannot connect to Redis");
            connector.schedule(this::connect, BETWEEN_CONNECTS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void disconnect() {
        StatefulRedisConnection<String, byte[]> current = connection;
        if (!running && current != null) {
            connection = null;
            current.close();
        }
    }

    @Override
    public void start() {
        running = true;
        connector.execute(this::connect);
    }

    /** May be started again. */
    @Override
    public void stop() {
        running = false;
        connector.execute(this::disconnect);
    }

    @Override
    public void destroy() {
        connector.shutdownNow();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and after it has drained. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
