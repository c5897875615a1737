package io.letsrun.edge.token;

import io.letsrun.contracts.token.AccessTokens;
import io.letsrun.contracts.token.TokenKeys;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

/** Who is asking, by the clock of {@code delivery} or of the service itself. */
@AutoConfiguration
@EnableConfigurationProperties(TokenAutoConfiguration.Keys.class)
final class TokenAutoConfiguration {

    @Bean
    Callers callers(Keys keys, Clock clock) {
        return new Callers(new AccessTokens(keys.parsed(), clock), clock);
    }

    /**
     * The keys that verify access tokens.
     *
     * @param tokenKeys as {@link TokenKeys#parse} reads them; no default
     */
    @ConfigurationProperties("letsrun")
    record Keys(@DefaultValue("") String tokenKeys) {

        TokenKeys parsed() {
            try {
                return TokenKeys.parse(tokenKeys);
            } catch (IllegalArgumentException e) {
                throw new NoTokenKeys(String.valueOf(e.getMessage()));
            }
        }

        /** Without secrets, so that it may be logged. */
        @Override
        public String toString() {
            return "Keys[]";
        }
    }
}
