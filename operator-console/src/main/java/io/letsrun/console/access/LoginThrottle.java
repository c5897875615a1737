package io.letsrun.console.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Damps the guessing of passwords: an address has ten wrong ones, and then one each six seconds. Not by name, which would let
 * anybody lock an operator out.
 */
final class LoginThrottle implements WebFilter {

    private static final int AT_ONCE = 10;
    private static final Duration ONE_EACH = Duration.ofSeconds(6);
    private static final int MAX_ADDRESSES = 10_000;

    private final Cache<String, Bucket> addresses = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(ONE_EACH.multipliedBy(AT_ONCE))
            .build();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!carriesPassword(exchange.getRequest()) || bucket(exchange).getAvailableTokens() > 0) {
            return chain.filter(exchange);
        }
        return Mono.error(Problem.of(ProblemKind.TOO_MANY_REQUESTS, "Too many wrong passwords came from this address.")
                .retryAfter(ONE_EACH)
                .refused());
    }

    void wrong(ServerWebExchange exchange) {
        bucket(exchange).tryConsume(1);
    }

    private static boolean carriesPassword(ServerHttpRequest request) {
        return request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                || request.getMethod() == HttpMethod.POST
                        && request.getPath().value().equals("/login");
    }

    private Bucket bucket(ServerWebExchange exchange) {
        InetSocketAddress client = exchange.getRequest().getRemoteAddress();
        String address = client == null ? "unknown" : client.getHostString();
        return addresses.get(
                address,
                unused -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(1, ONE_EACH))
                        .build());
    }
}
