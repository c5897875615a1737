package io.letsrun.signup.claim;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;

/**
 * Redis. Connects when it is first needed, so that the service starts without it. Entries go in by the few hundred: a command
 * for each would cost this service more than Redis, and one script for all would keep other clients waiting.
 */
final class RedisCache implements Cache, DisposableBean {

    private static final int AT_ONCE = 500;
    private static final String SET_ALL = """
            for i = 1, #KEYS do
              redis.call('SETEX', KEYS[i], ARGV[1], ARGV[i + 1])
            end
            return redis.status_reply('OK')
            """;

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration NEXT_TRY = Duration.ofSeconds(1);

    private final RedisClient client;
    private final Mono<StatefulRedisConnection<String, String>> connection;

    RedisCache(RedisClient client, RedisURI uri) {
        this.client = client;
        // A connection that once stood reconnects by itself. One that was refused is not asked for again by every
        // batch.
        this.connection = Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(StringCodec.ASCII, uri)))
                .cache(standing -> Duration.ofNanos(Long.MAX_VALUE), refused -> NEXT_TRY, () -> NEXT_TRY);
    }

    @Override
    public Mono<Void> put(List<Entry> entries) {
        return connection.flatMap(standing -> send(standing, entries)).timeout(PATIENCE);
    }

    private static Mono<Void> send(StatefulRedisConnection<String, String> connection, List<Entry> entries) {
        Map<Duration, List<Entry>> byLifetime = entries.stream().collect(Collectors.groupingBy(Entry::lifetime));
        List<CompletableFuture<?>> scripts = new ArrayList<>();
        byLifetime.forEach((lifetime, alike) -> {
            for (int from = 0; from < alike.size(); from += AT_ONCE) {
                List<Entry> some = alike.subList(from, Math.min(alike.size(), from + AT_ONCE));
                scripts.add(set(connection, lifetime, some).toCompletableFuture());
            }
        });
        return Mono.fromFuture(CompletableFuture.allOf(scripts.toArray(CompletableFuture<?>[]::new)));
    }

    private static RedisFuture<String> set(
            StatefulRedisConnection<String, String> connection, Duration lifetime, List<Entry> entries) {
        String[] keys = new String[entries.size()];
        String[] values = new String[entries.size() + 1];
        values[0] = Long.toString(lifetime.toSeconds());
        for (int i = 0; i < keys.length; i++) {
            keys[i] = entries.get(i).key();
            values[i + 1] = entries.get(i).value();
        }
        return connection.async().eval(SET_ALL, ScriptOutputType.STATUS, keys, values);
    }

    @Override
    public void destroy() {
        client.shutdown(Duration.ZERO, PATIENCE);
    }
}
