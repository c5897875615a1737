package io.letsrun.edge.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.netty.channel.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A connection on an event loop: commands from that loop are sent and answered there, without waking another thread. */
final class LoopConnection {

    private static final Logger log = LoggerFactory.getLogger(LoopConnection.class);
    private static final Duration BETWEEN_CONNECTS = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Mono<? extends RedisClusterAsyncCommands<String, byte[]>> connect;
    private volatile @Nullable RedisClusterAsyncCommands<String, byte[]> commands;

    /** @param connect one attempt */
    LoopConnection(EventLoop loop, Mono<? extends RedisClusterAsyncCommands<String, byte[]>> connect) {
        this.loop = loop;
        this.connect = connect;
    }

    /**
     * Connects in the background, as often as it takes. Lettuce reconnects only what was connected once.
     *
     * @return ends the attempts when disposed
     */
    Disposable connect() {
        return connect.retryWhen(
                        Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_CONNECTS).doBeforeRetry(LoopConnection::failed))
                .subscribe(this::connected);
    }

    private static void failed(Retry.RetrySignal attempt) {
        log.atLevel(attempt.totalRetries() == 0 ? Level.WARN : Level.DEBUG)
                .addKeyValue("reason", String.valueOf(attempt.failure()))
                .log("cannot connect to Redis; trying again every second");
    }

    private void connected(RedisClusterAsyncCommands<String, byte[]> standing) {
        commands = standing;
        log.atInfo().log("connected to Redis");
    }

    boolean isOnThisLoop() {
        return loop.inEventLoop();
    }

    /** Returns null until it has been connected once. */
    @Nullable RedisClusterAsyncCommands<String, byte[]> commands() {
        return commands;
    }
}
