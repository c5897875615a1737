package io.letsrun.gateway.admission;

import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.problem.Tally;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionProperties.class)
class AdmissionConfiguration {

    @Bean
    Admission admission(AdmissionProperties properties, MeterRegistry meters) {
        return new Admission(properties, meters);
    }

    @Bean
    Errands errands(List<Endpoint> endpoints, WebEndpointProperties watchers, Tally tally) {
        return new Errands(endpoints, watchers.getBasePath(), tally);
    }

    @Bean
    NettyServerCustomizer turnstiles(
            AdmissionProperties properties,
            Errands errands,
            Admission admission,
            HttpLimits sizes,
            MeterRegistry meters) {
        Connections connections = new Connections(properties.connections(), meters);
        Gatekeeper gatekeeper =
                new Gatekeeper(errands, admission, new Refusals(), sizes.batch(), properties.bodyTimeout());
        return server -> server.doOnChannelInit((observer, channel, remote) -> place(channel, connections, gatekeeper));
    }

    /** Before reactor-netty's own handler, which makes an exchange of each request it sees. */
    private static void place(Channel channel, Connections connections, Gatekeeper gatekeeper) {
        if (connections.admit(channel)) {
            channel.pipeline()
                    .addBefore(NettyPipeline.HttpTrafficHandler, Turnstile.class.getName(), new Turnstile(gatekeeper));
        }
    }
}
