package io.letsrun.profile.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.edge.storage.Failure;
import io.letsrun.profile.RunningConsumer;
import io.letsrun.testing.RandomUsers;
import io.letsrun.testing.TopicEnds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;

/** Promise 5 for locks: whoever holds one is waited for, and nobody holds one for ever. */
@TestPropertySource(properties = "spring.r2dbc.properties.lockWaitTimeout=PT1S")
class LockGuaranteeTest extends RunningConsumer {

    private static final Instant BEGIN = Instant.parse("2026-05-01T05:00:00Z");

    /** As application.yml says, then the longest pause of an outage, and what the machine may take longer. */
    private static final Duration LOCKS_END_WITHIN = Duration.ofSeconds(15 + 10 + 5);

    private final ConnectionFactory connections;
    private final MeterRegistry meters;

    LockGuaranteeTest(
            @LocalServerPort int port,
            @Autowired DatabaseClient database,
            @Autowired ConnectionFactory connections,
            @Autowired MeterRegistry meters) {
        super(port, database);
        this.connections = connections;
        this.meters = meters;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void runsWaitForATableLockWhereTheyAreHoweverManyTheyAre(int runs) throws Exception {
        UUID user = RandomUsers.any();
        double outagesBefore = outages();
        GroupTopics topics = new GroupTopics(Topics.RUNS, "profile-consumer");
        // Other tests leave records there.
        long retriesBefore = records(topics.retry().name());
        long deadLettersBefore = records(topics.deadLetters().name());
        try (java.sql.Connection holder = asOwner();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE profile.run IN ACCESS EXCLUSIVE MODE");
            for (int n = 0; n < runs; n++) {
                send(Topics.RUNS, List.of(run(user, n)));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> outages() >= outagesBefore + 3);
            holder.rollback();
        }

        awaitConsumed(Topics.RUNS);
        assertThat(count("SELECT count(*) FROM profile.run WHERE user_id = $1", user))
                .isEqualTo(runs);
        assertThat(records(topics.retry().name())).isEqualTo(retriesBefore);
        assertThat(records(topics.deadLetters().name())).isEqualTo(deadLettersBefore);
    }

    /** What a consumer leaves behind that is frozen between its statement and its commit. */
    @Test
    void aFrozenTransactionGivesItsLocksBackAndDoesNoHarmWhenItWakes() throws Exception {
        UUID user = RandomUsers.any();
        String insert = "INSERT INTO profile.runner_totals (bucket, user_id, runs, distance_mm, elapsed_s, updated_at)"
                + " VALUES (" + Bucket.ofUser(user) + ", '" + user + "', 7, 7, 7, now())";
        Connection frozen = result(Mono.from(connections.create()));
        Mono.from(frozen.beginTransaction()).block();
        Mono.from(frozen.createStatement(insert).execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()))
                .block();

        send(Topics.RUNS, List.of(run(user, 1)));

        await().atMost(LOCKS_END_WITHIN)
                .until(() -> count("SELECT count(*) FROM profile.run WHERE user_id = $1", user) == 1);
        Throwable woken = Mono.from(frozen.commitTransaction())
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .block(Duration.ofSeconds(10));
        assertThat(woken)
                .isNotNull()
                .satisfies(error -> assertThat(Failure.of(error)).isEqualTo(Failure.DEPENDENCY_DOWN));
        assertThat(count("SELECT runs FROM profile.runner_totals WHERE user_id = $1", user))
                .isEqualTo(1);
    }

    @Test
    void transactionsAreBoundedByTheServer() {
        assertThat(result(database.sql("SELECT current_setting('idle_in_transaction_session_timeout')")
                        .map(row -> row.get(0, String.class))
                        .one()))
                .isEqualTo("15s");
        assertThat(result(database.sql("SELECT current_setting('transaction_timeout')")
                        .map(row -> row.get(0, String.class))
                        .one()))
                .isEqualTo("1min");
        assertThat(result(database.sql("SELECT current_setting('tcp_user_timeout')")
                        .map(row -> row.get(0, String.class))
                        .one()))
                .isEqualTo("15000");
    }

    private static RunRecorded run(UUID user, int n) {
        return run(user, "run-" + n, 1, BEGIN.plusSeconds(3_600L * n));
    }

    private double outages() {
        return meters.find("letsrun.delivery.outages").tag("topic", Topics.RUNS.name()).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static java.sql.Connection asOwner() throws SQLException {
        return DriverManager.getConnection(
                SERVERS.postgres().jdbcUrl(), "profile", SERVERS.postgres().password("profile"));
    }

    private static long records(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(java.util.Map.<String, Object>of(
                "bootstrap.servers", SERVERS.kafka().bootstrapServers()))) {
            return TopicEnds.of(admin, List.of(topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
