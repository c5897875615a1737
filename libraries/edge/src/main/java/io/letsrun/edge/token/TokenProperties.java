package io.letsrun.edge.token;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Access tokens.
 *
 * @param keys the keys of the tokens that this service accepts, as in {@link TokenKeys#parse}; no default
 * @param audience the service that these tokens are for; none by default, for phones' tokens
 * @param services the keys of the services behind the gateway, by their names
 * @param lifetime of a token that answers a signup, a minute to a year; 24 hours by default
 * @param cacheSize the most verified tokens kept, at least 1; 100,000 by default, of about 150 bytes each
 */
@Validated
@ConfigurationProperties("letsrun.token")
record TokenProperties(
        @DefaultValue("") String keys,
        @Nullable String audience,
        @DefaultValue Map<String, String> services,

        @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 365)
        Duration lifetime,

        @DefaultValue("100000") @Positive int cacheSize) {

    /** @throws InvalidTokenKeys when there is none, or one is unusable */
    TokenKeys parsed() {
        return parse("letsrun.token.keys", keys);
    }

    /** @throws InvalidTokenKeys when one is unusable */
    Map<String, TokenKeys> parsedServices() {
        return services.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> parse(keysOf(each.getKey()), each.getValue())));
    }

    static String keysOf(String service) {
        return "letsrun.token.services." + service;
    }

    private static TokenKeys parse(String property, String keys) {
        try {
            return TokenKeys.parse(keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenKeys(property, String.valueOf(e.getMessage()));
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "TokenProperties[audience=" + audience + ", lifetime=" + lifetime + "]";
    }
}
