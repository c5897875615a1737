package io.letsrun.signup.claim;

import io.letsrun.contracts.bucket.Bucket;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code POST /actuator/claims}: tells Redis every claim again, after it has lost them. */
@Component
@Endpoint(id = "claims")
final class ClaimsEndpoint {

    private final EmailClaims claims;
    private final RedisCache cache;

    ClaimsEndpoint(EmailClaims claims, RedisCache cache) {
        this.claims = claims;
        this.cache = cache;
    }

    /** A page is read when the one before it is in Redis, so one page is all the memory it takes. */
    @WriteOperation
    Mono<Rebuilt> rebuild() {
        return Flux.range(0, Bucket.COUNT)
                .concatMap(bucket -> rebuild(bucket.shortValue()), 0)
                .reduce(0L, Long::sum)
                .map(Rebuilt::new);
    }

    private Flux<Long> rebuild(short bucket) {
        return claims.after(bucket, "")
                .expand(page -> page.isEmpty()
                        ? Mono.empty()
                        : claims.after(bucket, page.getLast().emailKey()))
                .concatMap(this::put, 0);
    }

    private Mono<Long> put(List<EmailClaims.Held> page) {
        return cache.put(page.stream().map(EmailClaims.Held::entry).toList()).thenReturn((long) page.size());
    }

    /** @param claims how many were told */
    record Rebuilt(long claims) {}
}
