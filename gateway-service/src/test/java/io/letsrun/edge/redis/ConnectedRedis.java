package io.letsrun.edge.redis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** A client of Redis as a service has it, on event loops of its own. */
public final class ConnectedRedis implements AutoCloseable {

    private final ReactorResourceFactory sockets = new ReactorResourceFactory();
    private final RedisConnections connections;
    private final Redis redis;

    public ConnectedRedis(String url, Duration timeout) {
        sockets.setUseGlobalResources(false);
        sockets.start();
        RedisProperties properties = new RedisProperties(URI.create(url), timeout, Duration.ofSeconds(1));
        RedisAutoConfiguration configuration = new RedisAutoConfiguration();
        connections = configuration.redisConnections(properties, sockets);
        redis = configuration.redis(connections, properties, new SimpleMeterRegistry());
        connections.start();
    }

    public Redis redis() {
        return redis;
    }

    List<EventExecutor> loops() {
        List<EventExecutor> loops = new ArrayList<>();
        sockets.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE).forEach(loops::add);
        return loops;
    }

    @Override
    public void close() {
        connections.stop();
        sockets.stop();
    }
}
