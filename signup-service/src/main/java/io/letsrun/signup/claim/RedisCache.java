package io.letsrun.signup.claim;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;

/**
 * Redis. Connects when it is first needed, so that the service starts without it, and sends plain SETs in one write: they
 * need no script, and other clients' commands get in between.
 */
final class RedisCache implements Cache, DisposableBean {

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
        List<AsyncCommand<String, String, String>> commands =
                entries.stream().map(RedisCache::set).toList();
        connection.dispatch(commands);
        return Mono.fromFuture(CompletableFuture.allOf(commands.toArray(CompletableFuture<?>[]::new)));
    }

    private static AsyncCommand<String, String, String> set(Entry entry) {
        CommandArgs<String, String> arguments =
                new CommandArgs<>(StringCodec.UTF8).addKey(entry.key()).addValue(entry.value());
        SetArgs.Builder.ex(entry.lifetime()).build(arguments);
        return new AsyncCommand<>(new Command<>(CommandType.SET, new StatusOutput<>(StringCodec.UTF8), arguments));
    }

    @Override
    public void destroy() {
        client.shutdown(Duration.ZERO, PATIENCE);
    }
}
