package io.letsrun.profile.ledger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.edge.cache.AnswerInvalidation;
import io.letsrun.edge.redis.Redis;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The ledger on a real server, without the service around it. */
final class LedgerDatabase {

    static final LedgerDatabase SHARED =
            new LedgerDatabase(Infrastructure.shared().postgres());

    private static final int CONNECTIONS = 10;

    private final StorageProperties storage = StorageProperties.together();

    final DatabaseClient client;
    final TransactionalOperator transactions;

    private LedgerDatabase(Postgres postgres) {
        postgres.start();
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(), "profile", postgres.password("profile"))
                .defaultSchema("profile")
                .load()
                .migrate();
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(postgres.connections("profile"))
                .maxSize(CONNECTIONS)
                .acquireRetry(CONNECTIONS) // another test may have stopped the database since
                .build());
        client = DatabaseClient.create(pool);
        transactions = TransactionalOperator.create(new R2dbcTransactionManager(pool));
    }

    /** Redis is away. */
    private final AnswerInvalidation cachedAnswers = new AnswerInvalidation(
            new Redis(() -> null, CircuitBreaker.ofDefaults("redis")),
            "profile-consumer",
            Clock.systemUTC(),
            new SimpleMeterRegistry());

    /** A ledger that knows of no month yet, as one of another instance would. */
    RunLedger ledger() {
        return new RunLedger(
                client, transactions, months(), new RejectedRunners(client, storage), cachedAnswers, storage);
    }

    Months months() {
        return new Months(client, Clock.systemUTC());
    }

    SignupOutcomes outcomes() {
        return new SignupOutcomes(
                new AcceptedRunners(client, storage),
                new RejectedRunners(client, storage),
                transactions,
                cachedAnswers);
    }

    Totals totals(UUID user) {
        return result(client.sql("SELECT runs, distance_mm, elapsed_s FROM profile.runner_totals WHERE user_id = $1")
                .bind(0, user)
                .map(row -> new Totals(row.get(0, Long.class), row.get(1, Long.class), row.get(2, Long.class)))
                .one());
    }

    long runs(UUID user) {
        return count("SELECT count(*) FROM profile.run WHERE user_id = $1", user);
    }

    long count(String query, Object parameter) {
        return result(client.sql(query)
                .bind(0, parameter)
                .map(row -> row.get(0, Long.class))
                .one());
    }

    /** Counts this role's sessions in the given wait or state. */
    long sessions(String column, String value) {
        return count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'profile' AND " + column + " = $1", value);
    }

    static <T> T result(Mono<T> query) {
        return Objects.requireNonNull(query.block(Duration.ofSeconds(30)));
    }
}
