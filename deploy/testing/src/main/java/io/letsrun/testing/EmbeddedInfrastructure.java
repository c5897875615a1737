package io.letsrun.testing;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Ports;
import io.letsrun.local.process.Tree;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.server.PostgresServer;
import io.letsrun.local.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The local stack's own servers, on free ports, in a temporary directory. */
final class EmbeddedInfrastructure implements Infrastructure {

    private final Path directory = temporaryDirectory();
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;

    EmbeddedInfrastructure() {
        Checkout checkout = Checkout.find();
        Path logs = directory.resolve("logs");
        kafka = new EmbeddedKafka(
                KafkaServer.alone(checkout, directory.resolve("kafka"), Ports.free(), Ports.free()), logs);
        postgres = new EmbeddedPostgres(
                new PostgresServer(checkout, directory.resolve("postgres"), Ports.free(), TestPasswords.ALL), logs);
        redis = new EmbeddedRedis(new RedisServer(checkout, directory.resolve("redis"), Ports.free()), logs);
    }

    @Override
    public Kafka kafka() {
        kafka.startOnce();
        return kafka;
    }

    @Override
    public Postgres postgres() {
        postgres.startOnce();
        return postgres;
    }

    @Override
    public TestRedis redis() {
        redis.startOnce();
        return redis;
    }

    @Override
    public void close() {
        Stream.of(kafka, postgres, redis).forEach(Server::kill);
        new Tree(directory).delete();
    }

    private static Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("letsrun-test");
            Reaper.deleteAtEnd(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class EmbeddedKafka extends EmbeddedServer implements Kafka {

        private final KafkaServer server;

        EmbeddedKafka(KafkaServer server, Path logs) {
            super(server, logs);
            this.server = server;
        }

        @Override
        public String bootstrapServers() {
            return server.bootstrapServers();
        }
    }

    private static final class EmbeddedPostgres extends EmbeddedServer implements Postgres {

        private final PostgresServer server;

        EmbeddedPostgres(PostgresServer server, Path logs) {
            super(server, logs);
            this.server = server;
        }

        @Override
        public String host() {
            return "localhost";
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public String password(String role) {
            return server.passwords().of(role);
        }
    }

    private static final class EmbeddedRedis extends EmbeddedServer implements TestRedis {

        private final RedisServer server;

        EmbeddedRedis(RedisServer server, Path logs) {
            super(server, logs);
            this.server = server;
        }

        @Override
        public String url() {
            return server.url();
        }
    }
}
