package io.letsrun.profile.query;

import io.letsrun.edge.cache.AnswersEndpoint;
import io.letsrun.edge.cache.SingleRead;
import io.letsrun.edge.cache.UserRead;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.routing.Router;
import io.letsrun.edge.token.TokenVerifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    @Bean
    Route profileRoute(@Qualifier("profileRead") UserRead profile, TokenVerifier tokens) {
        return new SingleRead(profile, tokens).route("profile", Set.of());
    }

    @Bean
    Route runHistoryRoute(@Qualifier("runHistoryRead") UserRead history, TokenVerifier tokens) {
        return new SingleRead(history, tokens).route("run-history", Set.of("limit", "cursor"));
    }

    @Bean
    Router router(List<Route> routes, List<UserRead> reads, TokenVerifier tokens) {
        return new Router(Stream.concat(routes.stream(), Stream.of(new AnswersEndpoint(reads, tokens).route()))
                .toList());
    }
}
