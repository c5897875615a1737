package io.letsrun.edge.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.uring.IoUring;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Redis for every service that names its address, on the event loops of its web server. */
@AutoConfiguration
@ConditionalOnClass(RedisClient.class)
@ConditionalOnProperty("letsrun.redis.url")
@EnableConfigurationProperties(RedisProperties.class)
final class RedisAutoConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);
    private static final int MAX_PENDING = 10_000; // commands of one connection
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final int MAX_FLUSHES = 256;
    private static final String EPOLL = "io.lettuce.core.epoll";

    static {
        // Lettuce prefers epoll to io_uring, but the loops are reactor-netty's, which prefers io_uring.
        if (ClassUtils.isPresent("io.netty.channel.uring.IoUring", RedisAutoConfiguration.class.getClassLoader())
                && IoUring.isAvailable()
                && System.getProperty(EPOLL) == null) {
            System.setProperty(EPOLL, "false");
        }
    }

    @Bean
    RedisConnections redisConnections(RedisProperties properties, ReactorResourceFactory sockets) {
        RedisURI uri = RedisURI.create(properties.url());
        uri.setTimeout(CONNECT_TIMEOUT);
        ClientResources resources = ClientResources.builder()
                .nettyCustomizer(consolidatingFlushes())
                .build();
        List<RedisClient> clients = new ArrayList<>();
        List<LoopConnection> connections = new ArrayList<>();
        for (EventExecutor loop : sockets.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE)) {
            RedisClient client = client((EventLoop) loop, properties, resources);
            clients.add(client);
            connections.add(new LoopConnection(
                    (EventLoop) loop,
                    Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(CODEC, uri)))
                            .map(StatefulRedisConnection::async)));
        }
        return new RedisConnections(connections, () -> shutDown(clients, resources));
    }

    @Bean
    Redis redis(RedisConnections connections, RedisProperties properties, MeterRegistry meters) {
        CircuitBreaker breaker = RedisBreaker.of(properties.pause());
        RedisBreaker.register(breaker, meters);
        return new Redis(connections::current, breaker);
    }

    /** Sends all commands that wait for a connection's event loop with one system call. */
    private static NettyCustomizer consolidatingFlushes() {
        return new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channel.pipeline().addFirst(new FlushConsolidationHandler(MAX_FLUSHES, true));
            }
        };
    }

    private static RedisClient client(EventLoop loop, RedisProperties properties, ClientResources resources) {
        RedisClient client = RedisClient.create(resources
                .mutate()
                .eventLoopGroupProvider(new SharedEventLoop(loop))
                .timer(new LoopTimer(loop))
                .build());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_PENDING)
                .timeoutOptions(TimeoutOptions.enabled(properties.timeout()))
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
        return client;
    }

    /** A client does not shut down resources that it was given. */
    private static void shutDown(List<RedisClient> clients, ClientResources resources) {
        CompletableFuture.allOf(clients.stream()
                        .map(client -> client.shutdownAsync(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        resources.shutdown(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
