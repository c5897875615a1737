package io.letsrun.gateway.token;

import io.letsrun.contracts.token.TokenKeys;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access tokens.
 *
 * @param keys as {@link TokenKeys#parse} reads them; no default
 * @param lifetime of a token that a signup is answered with, a minute to a year; 24 hours by default
 * @param cached the most tokens remembered as verified, at least 1; 100,000 by default, of about 150 bytes each
 */
@ConfigurationProperties("letsrun.token")
record TokenProperties(
        @DefaultValue("") String keys,
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("100000") int cached) {

    /** @throws IllegalArgumentException when a value is out of its range */
    TokenProperties {
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("lifetime must be a minute to a year: " + lifetime);
        }
        if (cached < 1) {
            throw new IllegalArgumentException("cached must be positive: " + cached);
        }
    }

    TokenKeys parsed() {
        try {
            return TokenKeys.parse(keys);
        } catch (IllegalArgumentException e) {
            throw new NoTokenKeys(String.valueOf(e.getMessage()));
        }
    }

    /** Without secrets, so that it may be logged. */
    @Override
    public String toString() {
        return "TokenProperties[lifetime=" + lifetime + "]";
    }
}
