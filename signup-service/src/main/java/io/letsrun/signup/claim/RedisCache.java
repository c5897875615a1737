package io.letsrun.signup.claim;

import io.letsrun.edge.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The entries in Redis. Fails when Redis is away or slow. */
@Component
final class RedisCache implements Cache {

    private final Redis redis;

    RedisCache(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Mono<Void> put(List<Entry> entries) {
        Map<Duration, Map<String, byte[]>> byLifetime = new HashMap<>();
        entries.forEach(entry -> byLifetime
                .computeIfAbsent(entry.lifetime(), absent -> new HashMap<>())
                .put(entry.key(), entry.value().getBytes(StandardCharsets.US_ASCII)));
        return Flux.fromIterable(byLifetime.entrySet())
                .flatMap(alike -> redis.putAll(alike.getValue(), alike.getKey()))
                .then();
    }
}
