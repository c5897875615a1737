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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisProperties.class)
class RedisConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(2);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    @Bean
    Redis redis(RedisProperties properties, MeterRegistry meters) {
        RedisURI uri = RedisURI.create(properties.url());
        uri.setTimeout(CONNECT_TIMEOUT);
        ClientResources resources =
                ClientResources.builder().nettyCustomizer(new FlushedTogether()).build();
        RedisClient client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(properties.timeout()))
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
        Breaker breaker = new Breaker(properties.pause(), System::nanoTime);
        watch(breaker, "open", meters, Breaker::isOpen);
        watch(breaker, "closed", meters, Predicate.not(Breaker::isOpen));
        return new Redis(
                Mono.defer(() -> Mono.fromCompletionStage(client.connectAsync(CODEC, uri))),
                breaker,
                () -> end(client, resources));
    }

    /** The client does not end resources that it was given. */
    private static void end(RedisClient client, ClientResources resources) {
        client.shutdown(Duration.ZERO, END);
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
