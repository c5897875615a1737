package io.letsrun.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.gateway.WithoutServers;
import io.letsrun.testing.Infrastructure;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

@WithoutServers
@TestPropertySource(properties = "letsrun.redis.timeout=5s")
class RedisTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Redis redis;
    private final List<EventExecutor> loops = new ArrayList<>();

    RedisTest(@Autowired Redis redis, @Autowired ReactorResourceFactory sockets) {
        this.redis = redis;
        sockets.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE).forEach(loops::add);
    }

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("letsrun.redis.url", () -> SERVERS.redis().url());
    }

    @Test
    void answersOnTheEventLoopThatAsks() {
        assertThat(loops).isNotEmpty();
        for (EventExecutor loop : loops) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(RedisAway.class)
                    .untilAsserted(() -> assertThat(isAnsweredHere(loop)
                                    .subscribeOn(Schedulers.fromExecutor(loop))
                                    .block(PATIENCE))
                            .isTrue());
        }
    }

    private Mono<Boolean> isAnsweredHere(EventExecutor loop) {
        return redis.ask(commands -> commands.ping()).map(pong -> loop.inEventLoop());
    }

    @Test
    void answersOtherThreadsToo() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(RedisAway.class)
                .untilAsserted(
                        () -> assertThat(redis.ask(commands -> commands.ping()).block(PATIENCE))
                                .isEqualTo("PONG"));
    }
}
