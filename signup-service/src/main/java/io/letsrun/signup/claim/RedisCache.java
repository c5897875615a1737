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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;

/**
 * Redis. Connects when it is first needed, so that the service starts without it. Entries go in by the few hundred: a command
 * for each would cost this service more than Redis, and one script for all would keep other clients waiting.
 */
final class RedisCache implements Cache, DisposableBean {

    private static final int AT_ONCE = 500;
    private static final String SET_ALL = """
            for i, key in ipairs(KEYS) do
              redis.call('SET', key, ARGV[2 * i - 1], 'EX', ARGV[2 * i])
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
        this.connection = Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(StringCodec.UTF8, uri)))
                .cache(standing -> Duration.ofNanos(Long.MAX_VALUE), refused -> NEXT_TRY, () -> NEXT_TRY);
    }

    @Override
    public Mono<Void> put(List<Entry> entries) {
        return connection.flatMap(standing -> send(standing, entries)).timeout(PATIENCE);
    }

    private static Mono<Void> send(StatefulRedisConnection<String, String> connection, List<Entry> entries) {
        List<CompletableFuture<?>> scripts = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            List<Entry> some = entries.subList(from, Math.min(entries.size(), from + AT_ONCE));
            scripts.add(set(connection, some).toCompletableFuture());
        }
        return Mono.fromFuture(CompletableFuture.allOf(scripts.toArray(CompletableFuture<?>[]::new)));
    }

    private static RedisFuture<String> set(StatefulRedisConnection<String, String> connection, List<Entry> entries) {
        String[] keys = entries.stream().map(Entry::key).toArray(String[]::new);
        String[] values = entries.stream()
                .flatMap(entry ->
                        Stream.of(entry.value(), Long.toString(entry.lifetime().toSeconds())))
                .toArray(String[]::new);
        return connection.async().eval(SET_ALL, ScriptOutputType.STATUS, keys, values);
    }

    @Override
    public void destroy() {
        client.shutdown(Duration.ZERO, PATIENCE);
    }
}
