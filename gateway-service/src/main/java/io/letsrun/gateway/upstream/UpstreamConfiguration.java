package io.letsrun.gateway.upstream;

import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamProperties.class)
class UpstreamConfiguration {

    private static final int MAX_ANSWER = 1024 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(20); // less than any server here keeps a connection

    @Bean
    Upstream signupService(UpstreamProperties properties, ObservationRegistry observations) {
        return upstream("signup-service", properties.signupService(), properties, observations);
    }

    @Bean
    Upstream profileService(UpstreamProperties properties, ObservationRegistry observations) {
        return upstream("profile-consumer", properties.profileService(), properties, observations);
    }

    private static Upstream upstream(
            String name, URI base, UpstreamProperties properties, ObservationRegistry observations) {
        ConnectionProvider connections = ConnectionProvider.builder(name)
                .maxConnections(properties.connections())
                .pendingAcquireMaxCount(properties.waiting())
                .pendingAcquireTimeout(properties.timeout())
                .maxIdleTime(IDLE)
                .lifo()
                .build();
        HttpClient http = HttpClient.create(connections).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                properties.timeout().toMillis());
        DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory(base.toString());
        uris.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.NONE); // paths come encoded
        WebClient client = WebClient.builder()
                .uriBuilderFactory(uris)
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER))
                .observationRegistry(observations)
                .build();
        return new Upstream(name, client, properties.timeout());
    }
}
