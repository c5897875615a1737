package io.letsrun.testing;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Ports;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.server.PostgresServer;
import io.letsrun.local.server.RedisServer;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The same servers from their images, through Testcontainers. */
final class ContainerInfrastructure implements Infrastructure {

    private static final Path NOWHERE = Path.of("in-a-container");

    private final ContainerKafka kafka;
    private final ContainerPostgres postgres;
    private final ContainerRedis redis;

    ContainerInfrastructure() {
        Checkout checkout = Checkout.find();
        kafka = new ContainerKafka(KafkaServer.alone(checkout, NOWHERE, Ports.free(), Ports.free()));
        postgres = new ContainerPostgres(new PostgresServer(checkout, NOWHERE, Ports.free(), TestPasswords.ALL));
        redis = new ContainerRedis(new RedisServer(checkout, NOWHERE, Ports.free()));
        // Where Ryuk is at work it removes them anyway; where it is disabled, this does.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
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
    public Redis redis() {
        redis.startOnce();
        return redis;
    }

    @Override
    public void close() {
        Stream.of(kafka, postgres, redis).forEach(ContainerServer::remove);
    }
}
