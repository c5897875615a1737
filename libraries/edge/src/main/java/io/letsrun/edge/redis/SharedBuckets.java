package io.letsrun.edge.redis;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Token buckets in Redis, shared by all instances of a service. */
public final class SharedBuckets {

    private final Redis redis;
    private volatile @Nullable AsyncProxyManager<String> proxies;

    public SharedBuckets(Redis redis) {
        this.redis = redis;
    }

    /** Returns the answer of a bucket. */
    public <T> Mono<T> ask(Function<AsyncProxyManager<String>, ? extends CompletionStage<T>> question) {
        return redis.ask(commands -> question.apply(proxies(commands)));
    }

    /** Two threads may both build it, which is harmless. */
    private AsyncProxyManager<String> proxies(RedisClusterAsyncCommands<String, byte[]> commands) {
        AsyncProxyManager<String> known = proxies;
        if (known == null) {
            known = builder(commands)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                    .build()
                    .asAsync();
            proxies = known;
        }
        return known;
    }

    private static Bucket4jLettuce.LettuceBasedProxyManagerBuilder<String> builder(
            RedisClusterAsyncCommands<String, byte[]> commands) {
        return commands instanceof RedisAdvancedClusterAsyncCommands<String, byte[]> cluster
                ? Bucket4jLettuce.casBasedBuilder(cluster)
                : Bucket4jLettuce.casBasedBuilder((RedisAsyncCommands<String, byte[]>) commands);
    }
}
