package io.letsrun.profile;

import io.letsrun.edge.cache.AnswerInvalidation;
import io.letsrun.edge.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Stores what runners did, and tells them. */
@SpringBootApplication(proxyBeanMethods = false)
public class ProfileConsumer {

    public static void main(String[] arguments) {
        SpringApplication.run(ProfileConsumer.class, arguments);
    }

    @Bean
    AnswerInvalidation cachedAnswers(
            Redis redis, @Value("${spring.application.name}") String service, Clock clock, MeterRegistry meters) {
        return new AnswerInvalidation(redis, service, clock, meters);
    }
}
