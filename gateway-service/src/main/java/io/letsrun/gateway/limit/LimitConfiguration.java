package io.letsrun.gateway.limit;

import io.letsrun.edge.connection.ClientAddresses;
import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.redis.SharedBuckets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    RunLimits runLimits(LimitProperties properties) {
        return new RunLimits(properties.runLimit(), properties.tracked());
    }

    @Bean
    SignupLimits signupLimits(LimitProperties properties, ClientAddresses addresses, Redis redis) {
        return new SignupLimits(properties.signupLimit(), properties.tracked(), addresses, new SharedBuckets(redis));
    }
}
