package io.letsrun.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.uring.IoUring;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisProperties.class)
class RedisConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(2);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final String EPOLL = "io.lettuce.core.epoll";

    static {
        // Where both are there Lettuce takes epoll and reactor-netty, whose loops they are, io_uring.
        if (IoUring.isAvailable() && System.getProperty(EPOLL) == null) {
            System.setProperty(EPOLL, "false");
        }
    }

    @Bean
    Redis redis(RedisProperties properties, ReactorResourceFactory sockets, MeterRegistry meters) {
        RedisURI uri = RedisURI.create(properties.url());
        uri.setTimeout(CONNECT_TIMEOUT);
        ClientResources resources =
                ClientResources.builder().nettyCustomizer(new FlushedTogether()).build();
        List<RedisClient> clients = new ArrayList<>();
        List<LoopConnection> connections = new ArrayList<>();
        for (EventExecutor loop : sockets.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE)) {
            RedisClient client = client((EventLoop) loop, properties, resources);
            clients.add(client);
            connections.add(new LoopConnection(
                    (EventLoop) loop, Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(CODEC, uri)))));
        }
        Breaker breaker = new Breaker(properties.pause(), System::nanoTime);
        watch(breaker, "open", meters, Breaker::isOpen);
        watch(breaker, "closed", meters, Predicate.not(Breaker::isOpen));
        return new Redis(connections, breaker, () -> end(clients, resources));
    }

    private static RedisClient client(EventLoop loop, RedisProperties properties, ClientResources resources) {
        RedisClient client = RedisClient.create(resources
                .mutate()
                .eventLoopGroupProvider(new OnLoop(loop))
                .timer(new LoopTimer(loop))
                .build());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(properties.timeout()))
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
        return client;
    }

    /** A client does not end resources that it was given. */
    private static void end(List<RedisClient> clients, ClientResources resources) {
        CompletableFuture.allOf(clients.stream()
                        .map(client -> client.shutdownAsync(0, END.toMillis(), TimeUnit.MILLISECONDS))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        resources.shutdown(0, END.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private static void watch(Breaker breaker, String state, MeterRegistry meters, Predicate<Breaker> isIn) {
        Gauge.builder("letsrun.gateway.breaker.state", breaker, watched -> isIn.test(watched) ? 1 : 0)
                .description("1 for the state that the breaker is in")
                .tag("name", "redis")
                .tag("state", state)
                .register(meters);
    }
}
