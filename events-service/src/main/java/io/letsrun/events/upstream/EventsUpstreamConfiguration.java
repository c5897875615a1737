package io.letsrun.events.upstream;

import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
public class EventsUpstreamConfiguration {

    /** Less than most servers keep an unused connection. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** A connection for each slot. Whoever has a slot waits for a connection only while a cancelled one is being closed. */
    @Bean(destroyMethod = "dispose")
    public static ConnectionProvider upstreamConnections(EventsUpstreamProperties properties) {
        return ConnectionProvider.builder("upstream")
                .maxConnections(properties.slots())
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(properties.connectTimeout())
                .maxIdleTime(IDLE)
                .evictInBackground(IDLE)
                .lifo()
                .build();
    }

    /**
     * Without the retry that the client makes by itself after a reset: an event must not be added twice. Asks for gzip and
     * unpacks it; the bound on an answer's size holds for what comes out.
     */
    @Bean
    public static UpstreamClient upstreamClient(
            EventsUpstreamProperties properties, ConnectionProvider upstreamConnections, Clock clock) {
        HttpClient http = HttpClient.create(upstreamConnections)
                .baseUrl(properties.url().toString().replaceAll("/+$", ""))
                .disableRetry(true)
                .compress(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis());
        return new UpstreamClient(http, clock, properties.maxItem());
    }
}
