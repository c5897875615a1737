package io.letsrun.edge.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.edge.problem.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a phone's token for a token of a service behind the gateway (as in RFC 8693). Each service has its own key, so that
 * none can forge tokens of phones or of other services.
 */
public final class TokenExchange {

    /** A token is used for half its lifetime, so a service's clock may be five minutes ahead. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int CACHE_SIZE = 20_000;

    private final TokenVerifier phones;
    private final Map<String, ServiceTokens> services = new LinkedHashMap<>();

    /** @param keys of each service, by its name */
    TokenExchange(TokenVerifier phones, Map<String, TokenKeys> keys, Clock clock) {
        this.phones = phones;
        keys.forEach((service, own) -> services.put(service, new ServiceTokens(new AccessTokens(own, service, clock))));
    }

    /**
     * Returns a function that makes a service's {@code Authorization} header from a phone's. It throws {@link Refused} when the
     * phone's token is not valid.
     *
     * @throws InvalidTokenKeys when there is no key for the service
     */
    public UnaryOperator<@Nullable String> to(String service) {
        ServiceTokens tokens = services.get(service);
        if (tokens == null) {
            throw new InvalidTokenKeys(TokenProperties.keysOf(service), "no token key is given");
        }
        return authorization -> tokens.authorization(phones.verify(authorization));
    }

    /** The tokens of one service, without the phone's scopes: they only give access to the user's own data. */
    private static final class ServiceTokens {

        private final AccessTokens tokens;
        private final Cache<VerifiedToken, String> authorizations = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(CACHE_SIZE)
                .expireAfterWrite(LIFETIME.dividedBy(2))
                .build();

        ServiceTokens(AccessTokens tokens) {
            this.tokens = tokens;
        }

        String authorization(VerifiedToken phone) {
            String known = authorizations.getIfPresent(phone);
            if (known != null) {
                return known;
            }
            String fresh = TokenVerifier.SCHEME + tokens.issue(phone.userId(), LIFETIME);
            authorizations.put(phone, fresh);
            return fresh;
        }
    }
}
