package io.letsrun.gateway.event;

import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.upstream.RelayedRead;
import io.letsrun.gateway.upstream.Upstream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    @Bean
    Endpoint getEvents(TokenVerifier tokens, Upstream eventsService) {
        return new Endpoint(
                        HttpMethod.GET,
                        EventPaths.ALL,
                        "events",
                        Urgency.EVENT,
                        new RelayedRead(tokens, eventsService, EventPaths::behind))
                .withQueryOfUpstream();
    }

    @Bean
    Endpoint getEvent(TokenVerifier tokens, Upstream eventsService) {
        return new Endpoint(
                        HttpMethod.GET,
                        EventPaths.ONE,
                        "event",
                        Urgency.EVENT,
                        new RelayedRead(tokens, eventsService, EventPaths::behind))
                .withQueryOfUpstream();
    }

    @Bean
    Endpoint addEvent(TokenVerifier tokens, Upstream eventsService, HttpLimits limits) {
        return new Endpoint(
                        HttpMethod.POST,
                        EventPaths.ALL,
                        "event",
                        Urgency.EVENT,
                        new EventAddition(tokens, eventsService, limits.body()))
                .withQueryOfUpstream();
    }
}
