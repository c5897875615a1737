package io.letsrun.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.contracts.token.AccessTokens;
import io.letsrun.contracts.token.BearerToken;
import io.letsrun.contracts.token.TokenDigest;
import io.letsrun.gateway.problem.Problem;
import io.letsrun.gateway.problem.ProblemKind;
import io.letsrun.gateway.problem.Refused;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells who calls, by the token they bring. */
public final class Callers {

    private final AccessTokens tokens;
    private final Clock clock;
    private final Cache<TokenDigest, AccessTokens.Verified> verified;

    Callers(AccessTokens tokens, int cached, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(cached)
                .build();
    }

    /**
     * Returns the user of the request's token.
     *
     * @throws Refused when there is no token, or it does not hold
     */
    public UUID userOf(ServerHttpRequest request) {
        String token = BearerToken.of(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .orElseThrow(Callers::unauthenticated);
        if (token.length() > AccessTokens.MAX_LENGTH) {
            throw unauthenticated();
        }
        TokenDigest digest = TokenDigest.of(token);
        AccessTokens.@Nullable Verified known = verified.getIfPresent(digest);
        if (known == null) {
            known = tokens.verify(token).orElseThrow(Callers::unauthenticated);
            verified.put(digest, known);
        } else if (!clock.instant().isBefore(known.expiresAt())) {
            verified.invalidate(digest);
            throw unauthenticated();
        }
        return known.userId();
    }

    private static Refused unauthenticated() {
        return Problem.of(ProblemKind.UNAUTHENTICATED, null)
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .refused();
    }
}
