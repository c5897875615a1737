package io.letsrun.gateway.admission;

import io.letsrun.edge.connection.ClientAddresses;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.RequestMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionProperties.class)
class AdmissionConfiguration {

    @Bean
    PermitGroups permits(AdmissionProperties properties, MeterRegistry meters) {
        return new PermitGroups(properties, meters);
    }

    @Bean
    RequestClasses requestClasses(List<Endpoint> endpoints, RequestMetrics metrics) {
        return new RequestClasses(endpoints, metrics);
    }

    /** The management server gets none of this: its context does not take over customizers. */
    @Bean
    UnfinishedBodies unfinishedBodies(AdmissionProperties properties) {
        return new UnfinishedBodies(properties.unfinishedPerAddress(), properties.unfinishedPerToken());
    }

    @Bean
    NettyServerCustomizer admission(
            RequestClasses requestClasses,
            PermitGroups permits,
            UnfinishedBodies unfinished,
            ClientAddresses addresses,
            RequestMetrics metrics) {
        AdmissionControl control =
                new AdmissionControl(requestClasses, permits, unfinished, addresses, new RefusalResponses(), metrics);
        return server -> server.doOnChannelInit((observer, channel, remote) -> addTo(channel, control));
    }

    /** Before reactor-netty's own handler, which makes an exchange of each request it sees. */
    private static void addTo(Channel channel, AdmissionControl control) {
        if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
            channel.pipeline()
                    .addBefore(
                            NettyPipeline.HttpTrafficHandler,
                            AdmissionHandler.class.getName(),
                            new AdmissionHandler(control));
        }
    }
}
