package io.letsrun.gateway.signup;

import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.token.TokenIssuer;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.limit.SignupLimits;
import io.letsrun.gateway.publish.Publisher;
import io.letsrun.gateway.upstream.Upstream;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UserIdProperties.class)
class SignupConfiguration {

    private static final int RECENT_CLAIMS = 200_000;

    @Bean
    SignupAcceptance signups(
            Redis redis, Publisher publisher, UserIdProperties userIds, MeterRegistry meters, Clock clock) {
        return new SignupAcceptance(
                new RedisClaims(redis, new RecentClaims(RECENT_CLAIMS)),
                new UserIdGenerator(userIds.secret(), clock),
                publisher,
                new ClaimMetrics(meters),
                clock);
    }

    @Bean
    Endpoint postSignups(
            Publisher publisher,
            SignupLimits limits,
            HttpLimits sizes,
            SignupAcceptance signups,
            TokenIssuer tokenIssuer,
            RequestMetrics metrics,
            Clock clock) {
        return new Endpoint(
                HttpMethod.POST,
                "/v1/signups",
                SignupEndpoint.KIND,
                Urgency.SIGNUP,
                new SignupEndpoint(publisher, limits, sizes, signups, tokenIssuer, metrics, clock));
    }

    @Bean
    Endpoint getSignup(TokenVerifier tokens, Redis redis, Upstream signupService, MeterRegistry meters, Clock clock) {
        return new Endpoint(
                HttpMethod.GET,
                "/v1/signups/{userId}",
                "signup-status",
                Urgency.READ,
                new SignupStatusEndpoint(tokens, new CachedStatuses(redis, meters), signupService, clock));
    }
}
