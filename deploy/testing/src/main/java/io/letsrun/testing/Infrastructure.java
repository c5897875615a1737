package io.letsrun.testing;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Ports;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.server.PostgresServer;
import io.letsrun.local.server.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The servers that integration tests need. */
public final class Infrastructure implements AutoCloseable {

    private static final Map<String, String> PASSWORDS = Map.of(
            "postgres",
            "test-postgres",
            "signup",
            "test-signup",
            "profile",
            "test-profile",
            "dead_letters",
            "test-dead-letters");

    private final Host host;
    private final Kafka kafka;
    private final Postgres postgres;
    private final TestRedis redis;

    private Infrastructure(Host host) {
        this.host = host;
        Checkout checkout = Checkout.find();
        Path data = host.data();
        KafkaServer broker = KafkaServer.alone(checkout, data.resolve("kafka"), Ports.free(), Ports.free());
        kafka = new Kafka(host.lifecycle(broker), broker);
        PostgresServer database = new PostgresServer(checkout, data.resolve("postgres"), Ports.free(), PASSWORDS);
        postgres = new Postgres(host.lifecycle(database), database);
        RedisServer cache = new RedisServer(checkout, data.resolve("redis"), Ports.free());
        redis = new TestRedis(host.lifecycle(cache), cache);
    }

    /** The servers that all tests of this JVM share. */
    public static Infrastructure shared() {
        return Shared.INFRASTRUCTURE;
    }

    /** Servers of the caller's own, which end when it closes them. */
    public static Infrastructure fresh() {
        String kind = System.getProperty("infrastructure", "embedded");
        return new Infrastructure(
                switch (kind) {
                    case "embedded", "" -> new EmbeddedHost();
                    case "containers" -> new ContainerHost();
                    default ->
                        throw new IllegalArgumentException(
                                "infrastructure must be \"embedded\" or \"containers\": \"" + kind + '"');
                });
    }

    /** Started by the first call. */
    public Kafka kafka() {
        kafka.startOnce();
        return kafka;
    }

    /** Started by the first call. */
    public Postgres postgres() {
        postgres.startOnce();
        return postgres;
    }

    /** Started by the first call. */
    public TestRedis redis() {
        redis.startOnce();
        return redis;
    }

    /** Starts all three at once, and gives what a service that logs in as {@code role} reads of its environment. */
    public Map<String, String> environment(String role) {
        startAll();
        Map<String, String> environment = new HashMap<>(postgres().environment(role));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka().bootstrapServers());
        environment.put("REDIS_URL", redis().url());
        return environment;
    }

    private void startAll() {
        try (ExecutorService starts = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Server> server :
                    starts.invokeAll(List.<Callable<Server>>of(this::kafka, this::postgres, this::redis))) {
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
    public void close() {
        host.close();
    }

    /** What the servers run on. */
    interface Host extends AutoCloseable {

        /** Where servers that are processes keep their data. */
        Path data();

        Server.Lifecycle lifecycle(Component server);

        @Override
        void close();
    }

    /** Holds the shared servers, which the JVM makes when it loads this class: once. */
    private static final class Shared {

        static final Infrastructure INFRASTRUCTURE = fresh();

        private Shared() {}
    }
}
