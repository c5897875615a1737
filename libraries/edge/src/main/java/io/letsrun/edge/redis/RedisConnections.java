package io.letsrun.edge.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** One connection for each event loop, for commands from that loop. Other threads share the first one. */
final class RedisConnections implements SmartLifecycle {

    private static final int PHASE_OF_LOOPS = 0; // ReactorResourceFactory's

    private final List<LoopConnection> connections;
    private final Disposable.Composite connecting = Disposables.composite();
    private final Runnable shutdown;
    private volatile boolean running;

    /** @param connections at least one */
    RedisConnections(List<LoopConnection> connections, Runnable shutdown) {
        this.connections = connections;
        this.shutdown = shutdown;
    }

    /** Returns the commands of the caller's connection, or null until it has been connected once. */
    @Nullable RedisClusterAsyncCommands<String, byte[]> current() {
        for (LoopConnection candidate : connections) {
            if (candidate.isOnThisLoop()) {
                return candidate.commands();
            }
        }
        return connections.getFirst().commands();
    }

    @Override
    public void start() {
        connections.forEach(each -> connecting.add(each.connect()));
        running = true;
    }

    @Override
    public void stop() {
        connecting.dispose();
        shutdown.run();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A client that was shut down cannot start again. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Stops after the web server, and before the event loops of the connections. */
    @Override
    public int getPhase() {
        return PHASE_OF_LOOPS + 1;
    }
}
