package io.letsrun.edge.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Verifies bearer tokens (RFC 6750, section 2.1). Verified tokens are cached, so a known token costs one hash. */
public final class TokenVerifier {

    static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final Clock clock;
    private final Cache<TokenDigest, VerifiedToken> verified;

    TokenVerifier(AccessTokens tokens, int cacheSize, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(cacheSize)
                .build();
    }

    /** @throws Refused when the request has no valid token */
    public UUID userOf(ServerHttpRequest request) {
        return userOf(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }

    /** @throws Refused when the {@code Authorization} header has no valid token */
    public UUID userOf(@Nullable String authorization) {
        return verify(authorization).userId();
    }

    /** @throws Refused when the {@code Authorization} header has no valid token */
    public VerifiedToken verify(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.tokenMissing().refused();
        }
        String token = authorization.substring(SCHEME.length()).strip();
        TokenDigest digest = TokenDigest.of(token);
        VerifiedToken known = verified.getIfPresent(digest);
        if (known != null) {
            return known.unexpired(clock);
        }
        VerifiedToken fresh = tokens.verify(token);
        verified.put(digest, fresh);
        return fresh;
    }
}
