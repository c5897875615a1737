package io.letsrun.gateway.admission;

import io.netty.channel.Channel;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    @Bean
    UnfinishedBodies unfinishedBodies(AdmissionProperties properties) {
        return new UnfinishedBodies(properties.unfinishedPerAddress(), properties.unfinishedPerToken());
    }

    /** The management server is not customized: its context has its own customizers. */
    @Bean
    NettyServerCustomizer admission(AdmissionControl control) {
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
