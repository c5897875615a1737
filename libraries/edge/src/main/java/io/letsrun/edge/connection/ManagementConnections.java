package io.letsrun.edge.connection;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import reactor.netty.http.server.HttpServer;

/** Limits the connections of the management server separately, so that public connections do not use them up. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass({NettyServerCustomizer.class, HttpServer.class})
final class ManagementConnections {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> managementConnectionLimits(
            ConnectionProperties properties,
            MeterRegistry meters,
            @Qualifier("requestHeads") ObjectProvider<NettyServerCustomizer> requestHeads) {
        return server -> {
            server.addServerCustomizers(
                    ConnectionAutoConfiguration.limits(properties.forManagement(), "management", meters));
            requestHeads.ifAvailable(server::addServerCustomizers);
        };
    }
}
