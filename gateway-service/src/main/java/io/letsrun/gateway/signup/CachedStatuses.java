package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.edge.redis.Redis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up signup statuses in Redis, and counts hits and misses. */
@Component
final class CachedStatuses {

    private final Redis redis;
    private final Counter hits;
    private final Counter misses;
    private final Counter away;

    CachedStatuses(Redis redis, MeterRegistry meters) {
        this.redis = redis;
        this.hits = counter(meters, "hit");
        this.misses = counter(meters, "miss");
        this.away = counter(meters, "away");
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("letsrun.gateway.status.lookups")
                .description("signup statuses that were looked for in Redis")
                .tag("result", result)
                .register(meters);
    }

    /** Returns nothing when Redis does not have it, or is away. */
    Mono<SignupStatus> find(UUID userId) {
        return redis.get(SignupStatus.key(userId))
                .map(value -> SignupStatus.ofValue(userId, new String(value, StandardCharsets.US_ASCII)))
                .doOnSuccess(status -> (status == null ? misses : hits).increment())
                .doOnError(failure -> away.increment())
                .onErrorComplete();
    }
}
