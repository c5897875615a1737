package io.letsrun.gateway.token;

import io.letsrun.contracts.token.AccessTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class TokenConfiguration {

    @Bean
    AccessTokens accessTokens(TokenProperties properties, Clock clock) {
        return new AccessTokens(properties.parsed(), clock);
    }

    @Bean
    Callers callers(AccessTokens tokens, TokenProperties properties, Clock clock) {
        return new Callers(tokens, properties.cached(), clock);
    }

    @Bean
    TokenIssuer welcome(AccessTokens tokens, TokenProperties properties) {
        return new TokenIssuer(tokens, properties.lifetime());
    }
}
