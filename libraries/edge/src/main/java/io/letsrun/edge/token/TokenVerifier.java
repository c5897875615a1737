package io.letsrun.edge.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Authenticates callers by their bearer token (RFC 6750, section 2.1). Every service does this by itself, whoever asked before.
 * Verified tokens are cached, so a known token costs one hash.
 */
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

    /**
     * Returns the user of the request's token.
     *
     * @throws Unauthenticated when there is no token, or it does not hold
     */
    public UUID userOf(ServerHttpRequest request) {
        return userOf(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }

    /**
     * Returns the user of the {@code Authorization} header's token.
     *
     * @throws Unauthenticated when there is no token, or it does not hold
     */
    public UUID userOf(@Nullable String authorization) {
        return verify(authorization).userId();
    }

    /**
     * Returns the content of the {@code Authorization} header's token.
     *
     * @throws Unauthenticated when there is no token, or it does not hold
     */
    public VerifiedToken verify(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthenticated(Unauthenticated.Reason.MISSING);
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (token.length() > AccessTokens.MAX_LENGTH) {
            throw new Unauthenticated(Unauthenticated.Reason.INVALID);
        }
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
