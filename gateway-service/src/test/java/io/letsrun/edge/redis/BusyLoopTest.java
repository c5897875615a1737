package io.letsrun.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.testing.Infrastructure;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that is busy itself does not take Redis for slow. */
class BusyLoopTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGER_THAN_THE_TIMEOUT = Duration.ofMillis(600);

    private final ConnectedRedis connected = new ConnectedRedis(SERVERS.redis().url(), Duration.ofMillis(200));
    private final Redis redis = connected.redis();
    private final EventExecutor loop = connected.loops().getFirst();

    @AfterEach
    void end() {
        connected.close();
    }

    @Test
    void hasTheAnswerOfARedisThatWasQuickerThanItself() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> "PONG".equals(onLoop(this::ping).join()));

        CompletableFuture<String> asked = onLoop(() -> {
            CompletableFuture<String> answer = ping();
            long begun = System.nanoTime();
            long busy = 0;
            while (busy < LONGER_THAN_THE_TIMEOUT.toNanos()) { // without a wait, which BlockHound would refuse
                busy = System.nanoTime() - begun;
            }
            return answer;
        });

        assertThat(asked).succeedsWithin(PATIENCE).isEqualTo("PONG");
    }

    private CompletableFuture<String> ping() {
        return redis.ask(commands -> commands.ping()).toFuture();
    }

    private <T> CompletableFuture<T> onLoop(Callable<CompletableFuture<T>> asking) {
        return loop.submit(asking).syncUninterruptibly().getNow();
    }
}
