package io.letsrun.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.letsrun.edge.connection.ClientAddresses;
import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.redis.SharedBuckets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Limits the signups of one address, over all gateways while Redis is there, else in this process.
 *
 * <p>A gateway takes up to a tenth of the limit on credit before it asks Redis again, so that a flood from one address costs
 * Redis few commands. The price is a tenth too much for one address from each gateway.
 */
@Component
public final class SignupLimits {

    private static final String KEY_PREFIX = "letsrun:limit:signups:";
    private static final Duration ON_CREDIT = Duration.ofMillis(500);

    private final Limit limit;
    private final BucketConfiguration configuration;
    private final Optimization onCredit;
    private final ClientAddresses addresses;
    private final SharedBuckets shared;
    private final LocalBuckets<String> local;
    private final Cache<String, AsyncBucketProxy> buckets;

    SignupLimits(LimitProperties properties, ClientAddresses addresses, Redis redis) {
        this.limit = properties.signupLimit();
        this.configuration = limit.bucket();
        this.onCredit = Optimizations.delaying(new DelayParameters(Math.max(1, limit.burst() / 10), ON_CREDIT));
        this.addresses = addresses;
        this.shared = new SharedBuckets(redis);
        this.local = new LocalBuckets<>(limit, properties.tracked());
        this.buckets = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(properties.tracked())
                .expireAfterAccess(limit.refill())
                .build();
    }

    public Mono<Allowance> take(ServerHttpRequest request) {
        String address =
                addresses.of(request.getRemoteAddress(), request.getHeaders().getOrEmpty("X-Forwarded-For"));
        return shared.ask(proxies -> bucket(proxies, address).tryConsumeAndReturnRemaining(1))
                .map(probe -> new Allowance(limit, probe))
                .onErrorResume(away -> Mono.just(local.take(address, 1)));
    }

    private AsyncBucketProxy bucket(AsyncProxyManager<String> proxies, String address) {
        return buckets.get(
                address,
                absent -> proxies.builder()
                        .withOptimization(onCredit)
                        .build(KEY_PREFIX + address, () -> CompletableFuture.completedFuture(configuration)));
    }
}
