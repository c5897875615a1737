package io.letsrun.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The servers that integration tests need. */
public interface Infrastructure extends AutoCloseable {

    /** The servers that all tests of this JVM share. */
    static Infrastructure shared() {
        return Shared.INFRASTRUCTURE;
    }

    /** Servers of the caller's own, which end when it closes them. */
    static Infrastructure fresh() {
        String kind = System.getProperty("infrastructure", "embedded");
        return switch (kind) {
            case "embedded", "" -> new EmbeddedInfrastructure();
            case "containers" -> new ContainerInfrastructure();
            default ->
                throw new IllegalArgumentException(
                        "infrastructure must be \"embedded\" or \"containers\": \"" + kind + '"');
        };
    }

    /** Started by the first call. */
    Kafka kafka();

    /** Started by the first call. */
    Postgres postgres();

    /** Started by the first call. */
    TestRedis redis();

    /** Starts all three at once, and gives what a service that logs in as {@code role} reads of its environment. */
    default Map<String, String> environment(String role) {
        startAll();
        Map<String, String> environment = new HashMap<>(postgres().environment(role));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka().bootstrapServers());
        environment.put("REDIS_URL", redis().url());
        return environment;
    }

    private void startAll() {
        try (ExecutorService starts = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Server>> servers = new ArrayList<>();
            for (Callable<Server> start : List.<Callable<Server>>of(this::kafka, this::postgres, this::redis)) {
                servers.add(starts.submit(start));
            }
            for (Future<Server> server : servers) {
                server.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a server does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the servers and deletes their data. */
    @Override
    void close();

    /** Holds the shared servers, which the JVM makes when it loads this class: once. */
    final class Shared {
        static final Infrastructure INFRASTRUCTURE = fresh();

        private Shared() {}
    }
}
