package io.letsrun.gateway.read;

import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.upstream.RelayedRead;
import io.letsrun.gateway.upstream.Upstream;
import java.net.URI;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class ReadConfiguration {

    @Bean
    Endpoint getProfile(TokenVerifier tokens, Upstream profileService) {
        return new Endpoint(
                        HttpMethod.GET,
                        "/v1/profile",
                        "profile",
                        Urgency.READ,
                        new RelayedRead(tokens, profileService, ReadConfiguration::samePath))
                .withQueryOfUpstream();
    }

    @Bean
    Endpoint getRuns(TokenVerifier tokens, Upstream profileService) {
        return new Endpoint(
                        HttpMethod.GET,
                        "/v1/runs",
                        "run-history",
                        Urgency.READ,
                        new RelayedRead(tokens, profileService, ReadConfiguration::samePath))
                .withQueryOfUpstream();
    }

    private static String samePath(URI here, UUID unused) {
        String query = here.getRawQuery();
        return here.getRawPath() + (query == null ? "" : "?" + query);
    }
}
