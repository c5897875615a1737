package io.letsrun.gateway.upstream;

import io.letsrun.edge.token.TokenExchange;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
record UpstreamConfiguration(UpstreamProperties properties, TokenExchange exchange, ObservationRegistry observations) {

    private static final Duration IDLE = Duration.ofSeconds(20); // shorter than the servers' own idle timeouts

    @Bean
    Upstream signupService() {
        // It holds the key of phones' tokens.
        return upstream("signup-service", properties.signupService(), UnaryOperator.identity(), properties.timeout());
    }

    @Bean
    Upstream profileService() {
        return upstream(
                "profile-consumer", properties.profileService(), exchange.to("profile-consumer"), properties.timeout());
    }

    @Bean
    Upstream eventsService() {
        return upstream(
                "events-service",
                properties.eventsService(),
                exchange.to("events-service"),
                properties.eventsTimeout());
    }

    private Upstream upstream(String name, URI base, UnaryOperator<@Nullable String> authorization, Duration timeout) {
        ConnectionProvider connections = ConnectionProvider.builder(name)
                .maxConnections(properties.connections())
                .pendingAcquireMaxCount(properties.waiting())
                .pendingAcquireTimeout(timeout)
                .maxIdleTime(IDLE)
                .lifo()
                .build();
        HttpClient http =
                HttpClient.create(connections).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis());
        DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory(base.toString());
        uris.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.NONE); // paths come encoded
        WebClient reads = WebClient.builder()
                .uriBuilderFactory(uris)
                .clientConnector(new ReactorClientHttpConnector(http))
                .observationRegistry(observations)
                .build();
        // By default the client sends a request again when its connection breaks before all of it was sent.
        WebClient writes = reads.mutate()
                .clientConnector(new ReactorClientHttpConnector(http.disableRetry(true)))
                .build();
        return new Upstream(name, reads, writes, authorization, timeout);
    }
}
