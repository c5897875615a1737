package io.letsrun.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.gateway.WithoutServers;
import io.letsrun.testing.Infrastructure;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import reactor.netty.resources.LoopResources;

/** A gateway that is busy itself does not take Redis for slow. */
@WithoutServers
@TestPropertySource(properties = "letsrun.redis.timeout=200ms")
class BusyLoopTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGER_THAN_THE_TIMEOUT = 600;

    private final Redis redis;
    private final EventExecutor loop;

    BusyLoopTest(@Autowired Redis redis, @Autowired ReactorResourceFactory sockets) {
        this.redis = redis;
        this.loop = sockets.getLoopResources()
                .onServer(LoopResources.DEFAULT_NATIVE)
                .iterator()
                .next();
    }

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("letsrun.redis.url", () -> SERVERS.redis().url());
    }

    @Test
    void hasTheAnswerOfARedisThatWasQuickerThanItself() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> "PONG".equals(onLoop(this::ping).join()));

        CompletableFuture<String> asked = onLoop(() -> {
            CompletableFuture<String> answer = ping();
            TimeUnit.MILLISECONDS.sleep(LONGER_THAN_THE_TIMEOUT);
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
