package io.letsrun.edge.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.testing.Infrastructure;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RedisTest {

    private static final Infrastructure SERVERS = Infrastructure.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectedRedis connected = new ConnectedRedis(SERVERS.redis().url(), Duration.ofSeconds(5));
    private final Redis redis = connected.redis();
    private final List<EventExecutor> loops = connected.loops();

    @AfterEach
    void end() {
        connected.close();
    }

    @Test
    void answersOnTheEventLoopThatAsks() {
        assertThat(loops).isNotEmpty();
        for (EventExecutor loop : loops) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(RedisUnavailable.class)
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
                .ignoreExceptionsInstanceOf(RedisUnavailable.class)
                .untilAsserted(
                        () -> assertThat(redis.ask(commands -> commands.ping()).block(PATIENCE))
                                .isEqualTo("PONG"));
    }

    @Test
    void writesManyKeysAndReadsThemInTheirOrder() {
        Map<String, byte[]> values = new LinkedHashMap<>();
        for (int i = 0; i < 1_200; i++) {
            values.put("many:{" + i % 3 + "}" + i, Integer.toString(i).getBytes(US_ASCII));
        }
        awaitConnected();

        redis.putAll(values, Duration.ofMinutes(1)).block(PATIENCE);

        assertThat(redis.getAll("many:{1}1", "many:nothing", "many:{0}1197").block(PATIENCE))
                .containsExactly("1".getBytes(US_ASCII), null, "1197".getBytes(US_ASCII));
        assertThat(redis.ask(commands -> commands.ttl("many:{2}1199")).block(PATIENCE))
                .isBetween(1L, 60L);
    }

    @Test
    void storesOnlyWhatIsAbsent() {
        awaitConnected();
        String key = "absent:" + UUID.randomUUID();

        assertThat(redis.setIfAbsent(key, new byte[] {1}, Duration.ofMinutes(1)).block(PATIENCE))
                .isTrue();
        assertThat(redis.setIfAbsent(key, new byte[] {2}, Duration.ofMinutes(1)).block(PATIENCE))
                .isFalse();
        assertThat(redis.get(key).block(PATIENCE)).containsExactly(1);
    }

    private void awaitConnected() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(RedisUnavailable.class)
                .until(() ->
                        "PONG".equals(redis.ask(commands -> commands.ping()).block(PATIENCE)));
    }
}
