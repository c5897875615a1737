package io.letsrun.edge.token;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Access tokens.
 *
 * @param keys the keys of the tokens that this service is sent, as {@link TokenKeys#parse} reads them; no default
 * @param audience the service that these tokens are for; none by default, which means the tokens of phones
 * @param lifetime of a token that answers a signup, a minute to a year; 24 hours by default
 * @param cacheSize the most verified tokens kept, at least 1; 100,000 by default, of about 150 bytes each
 */
@Validated
@ConfigurationProperties("letsrun.token")
record TokenProperties(
        @DefaultValue("") String keys,
        @Nullable String audience,

        @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 365)
        Duration lifetime,

        @DefaultValue("100000") @Positive int cacheSize) {

    /** @throws InvalidTokenKeys when there is none, or one is unusable */
    TokenKeys parsed() {
        return parse("letsrun.token.keys", keys);
    }

    private static TokenKeys parse(String property, String keys) {
        try {
            return TokenKeys.parse(keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenKeys(property, String.valueOf(e.getMessage()));
        }
    }

    /** Without secrets, so that it may be logged. */
    @Override
    public String toString() {
        return "TokenProperties[audience=" + audience + ", lifetime=" + lifetime + "]";
    }
}
