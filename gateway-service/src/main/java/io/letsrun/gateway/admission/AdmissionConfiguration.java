package io.letsrun.gateway.admission;

import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
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
    PermitGroups admission(AdmissionProperties properties, MeterRegistry meters) {
        return new PermitGroups(properties, meters);
    }

    @Bean
    RequestClasses requestClasses(List<Endpoint> endpoints, RequestMetrics metrics) {
        return new RequestClasses(endpoints, metrics);
    }

    /** The management server gets none of this: its context does not take over customizers. */
    @Bean
    NettyServerCustomizer admissionCustomizer(
            AdmissionProperties properties,
            RequestClasses requestClasses,
            PermitGroups permits,
            HttpLimits sizes,
            MeterRegistry meters) {
        Connections connections = new Connections(properties.connections(), meters);
        AdmissionControl admissionControl =
                new AdmissionControl(requestClasses, permits, new Refusals(), sizes.batch(), properties.bodyTimeout());
        return server ->
                server.doOnChannelInit((observer, channel, remote) -> permit(channel, connections, admissionControl));
    }

    /** Before reactor-netty's own handler, which makes an exchange of each request it sees. */
    private static void permit(Channel channel, Connections connections, AdmissionControl admissionControl) {
        if (connections.admit(channel)) {
            channel.pipeline()
                    .addBefore(
                            NettyPipeline.HttpTrafficHandler,
                            AdmissionHandler.class.getName(),
                            new AdmissionHandler(admissionControl));
        }
    }
}
