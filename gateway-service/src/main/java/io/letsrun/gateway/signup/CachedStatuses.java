package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.edge.redis.LookupCounters;
import io.letsrun.edge.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up signup statuses in Redis, and counts hits and misses. */
@Component
final class CachedStatuses {

    private final Redis redis;
    private final LookupCounters lookups;

    CachedStatuses(Redis redis, MeterRegistry meters) {
        this.redis = redis;
        this.lookups = new LookupCounters(
                meters, "letsrun.gateway.status.lookups", "signup statuses that were looked for in Redis");
    }

    /** Returns nothing when Redis does not have it, or is away. */
    Mono<SignupStatus> find(UUID userId) {
        return lookups.count(redis.get(SignupStatus.key(userId))
                .map(value -> SignupStatus.ofValue(userId, new String(value, StandardCharsets.US_ASCII))));
    }
}
