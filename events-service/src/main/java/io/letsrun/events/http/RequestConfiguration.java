package io.letsrun.events.http;

import io.letsrun.edge.token.TokenVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    @Bean
    Requests requests(TokenVerifier tokens) {
        return new Requests(tokens);
    }
}
