package io.letsrun.events.http;

import io.letsrun.edge.token.Callers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    @Bean
    Requests requests(Callers callers) {
        return new Requests(callers);
    }
}
