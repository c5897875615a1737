package io.letsrun.edge.token;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Access tokens, in every service that has keys. */
@AutoConfiguration
@ConditionalOnProperty("letsrun.token.keys")
@EnableConfigurationProperties(TokenProperties.class)
final class TokenAutoConfiguration {

    @Bean
    AccessTokens accessTokens(TokenProperties properties, Clock clock) {
        return new AccessTokens(properties.parsed(), properties.audience(), clock);
    }

    @Bean
    TokenVerifier tokenVerifier(AccessTokens tokens, TokenProperties properties, Clock clock) {
        return new TokenVerifier(tokens, properties.cacheSize(), clock);
    }

    @Bean
    TokenExchange tokenExchange(TokenVerifier phones, TokenProperties properties, Clock clock) {
        return new TokenExchange(phones, properties.parsedServices(), clock);
    }

    @Bean
    TokenIssuer tokenIssuer(AccessTokens tokens, TokenProperties properties) {
        return new TokenIssuer(tokens, properties.lifetime());
    }
}
