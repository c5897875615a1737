package io.letsrun.edge.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Limits the connections of the public HTTP server; {@link ManagementConnections} limits those of the management server. */
@AutoConfiguration
@ConditionalOnClass({NettyServerCustomizer.class, HttpServer.class})
@EnableConfigurationProperties(ConnectionProperties.class)
final class ConnectionAutoConfiguration {

    @Bean
    ClientAddresses clientAddresses(ConnectionProperties properties) {
        return new ClientAddresses(properties.trustedProxies());
    }

    /** First, so that its handler stands before those of services. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    NettyServerCustomizer connectionLimits(ConnectionProperties properties, MeterRegistry meters) {
        return limits(properties, "public", meters);
    }

    static NettyServerCustomizer limits(ConnectionProperties properties, String name, MeterRegistry meters) {
        FinalAnswer.values(); // renders them
        Connections connections = new Connections(properties, name, meters);
        return server -> server.doOnChannelInit((observer, channel, remote) -> limit(channel, connections, properties));
    }

    private static void limit(Channel channel, Connections connections, ConnectionProperties properties) {
        ChannelPipeline pipeline = channel.pipeline();
        String address = connections.address(channel);
        boolean refused = !connections.open(channel, address);
        if (pipeline.get(NettyPipeline.HttpCodec) == null || !channel.isOpen()) {
            return;
        }
        ConnectionLimitHandler handler = new ConnectionLimitHandler(channel, address, refused, connections, properties);
        pipeline.addBefore(
                NettyPipeline.HttpCodec, ConnectionLimitHandler.Arrivals.class.getName(), handler.new Arrivals());
        pipeline.addAfter(NettyPipeline.HttpCodec, ConnectionLimitHandler.class.getName(), handler);
    }
}
