package io.letsrun.gateway.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Redis, which is a cache: whoever asks must have an answer of their own for when it is away or slow. Each event loop has a
 * connection of its own, which never queues commands while it is down; other threads share the first.
 */
public final class Redis implements SmartLifecycle {

    private static final int PHASE_OF_LOOPS = 0; // ReactorResourceFactory's

    private final List<LoopConnection> connections;
    private final Disposable.Composite connecting = Disposables.composite();
    private final Breaker breaker;
    private final Runnable shutdown;
    private volatile boolean running;

    /** @param connections at least one */
    Redis(List<LoopConnection> connections, Breaker breaker, Runnable shutdown) {
        this.connections = connections;
        this.breaker = breaker;
        this.shutdown = shutdown;
    }

    /**
     * Returns the answer of one or more commands, or nothing if Redis has none; fails when Redis is away, slow, or answers
     * with an error.
     */
    public <T> Mono<T> ask(Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> question) {
        return Mono.defer(() -> {
            StatefulRedisConnection<String, byte[]> current = here().connection();
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

    private LoopConnection here() {
        for (LoopConnection candidate : connections) {
            if (candidate.isHere()) {
                return candidate;
            }
        }
        return connections.getFirst();
    }

    @Override
    public void start() {
        connections.forEach(each -> connecting.add(each.connect()));
        running = true;
    }

    @Override
    public void stop() {
        connecting.dispose();
        shutdown.run();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What has been shut down does not start again. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Ends after the web server has drained, and before the event loops that the connections are on. */
    @Override
    public int getPhase() {
        return PHASE_OF_LOOPS + 1;
    }
}
