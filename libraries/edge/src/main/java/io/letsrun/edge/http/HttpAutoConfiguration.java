package io.letsrun.edge.http;

import io.letsrun.edge.problem.ProblemAnswers;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.NettyPipeline;

/** Request heads, bodies, compression and CORS, the same in every service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(CorsFilter.Properties.class)
final class HttpAutoConfiguration {

    private static final int COMPRESSED_FROM = 1024;

    /** The first customizer, so that the answers of all other handlers pass this one. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    NettyServerCustomizer requestHeads(ProblemAnswers problems) {
        return server -> server.compress(COMPRESSED_FROM)
                .compress((request, answer) -> isText(answer.responseHeaders()))
                .doOnChannelInit((observer, channel, remote) -> {
                    if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                        channel.pipeline()
                                .addBefore(
                                        NettyPipeline.HttpTrafficHandler,
                                        RequestHeadHandler.class.getName(),
                                        new RequestHeadHandler(problems));
                    }
                });
    }

    private static boolean isText(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null
                && !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                && (type.startsWith("application/json")
                        || type.startsWith("application/problem+json")
                        || type.startsWith("text/html")
                        || type.startsWith("text/css")
                        || type.startsWith("text/javascript"));
    }

    @Bean
    RequestHeadFilter requestHeadFilter() {
        return new RequestHeadFilter();
    }

    @Bean
    CorsFilter corsFilter(CorsFilter.Properties properties) {
        return new CorsFilter(properties);
    }

    @Bean
    QueryParameters queryParameters() {
        return new QueryParameters();
    }
}
