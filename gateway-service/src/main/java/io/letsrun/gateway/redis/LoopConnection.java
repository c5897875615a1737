package io.letsrun.gateway.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.netty.channel.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A connection on an event loop: what is asked there is sent there and answered there, and no other thread is woken for it. */
final class LoopConnection {

    private static final Logger log = LoggerFactory.getLogger(LoopConnection.class);
    private static final Duration BETWEEN_CONNECTS = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Mono<? extends StatefulRedisConnection<String, byte[]>> connect;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    /** @param connect one attempt */
    LoopConnection(EventLoop loop, Mono<? extends StatefulRedisConnection<String, byte[]>> connect) {
        this.loop = loop;
        this.connect = connect;
    }

    /**
     * Lettuce reconnects by itself, but only what was connected once; until then this tries in the background.
     *
     * @return what ends the trying
     */
    Disposable connect() {
        return connect.retryWhen(
                        Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_CONNECTS).doBeforeRetry(LoopConnection::failed))
                .subscribe(this::connected);
    }

    private static void failed(Retry.RetrySignal attempt) {
        log.atLevel(attempt.totalRetries() == 0 ? Level.WARN : Level.DEBUG)
                .setCause(attempt.failure())
                .log("cannot connect to Redis; goes on without it, and tries again each second");
    }

    private void connected(StatefulRedisConnection<String, byte[]> standing) {
        connection = standing;
        log.atInfo().log("connected to Redis");
    }

    /** Returns whether the caller's thread is the loop's own. */
    boolean isHere() {
        return loop.inEventLoop();
    }

    /** Returns null until it has been connected once. */
    @Nullable StatefulRedisConnection<String, byte[]> connection() {
        return connection;
    }
}
