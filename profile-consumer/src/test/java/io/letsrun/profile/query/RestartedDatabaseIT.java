package io.letsrun.profile.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.profile.RunningConsumer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** A restart of PostgreSQL ends all connections of a pool: what comes next fails for none of them. */
class RestartedDatabaseIT extends RunningConsumer {

    private static final int STORING_CONNECTIONS = 10;
    private static final int READING_CONNECTIONS = 4;

    private final ReadDatabase reading;

    RestartedDatabaseIT(
            @LocalServerPort int port, @Autowired DatabaseClient database, @Autowired ReadDatabase reading) {
        super(port, database);
        this.reading = reading;
    }

    @Test
    void failsNothingThatComesAfterIt() {
        connect(database, STORING_CONNECTIONS);
        connect(reading.client(), READING_CONNECTIONS);
        SERVERS.postgres().stop();
        SERVERS.postgres().start();

        assertThat(count("SELECT 1::bigint")).isEqualTo(1);
        assertThat(result(reading.client().sql("SELECT 1").fetch().one())).hasSize(1);
    }

    private static void connect(DatabaseClient database, int connections) {
        Flux.range(0, connections)
                .flatMap(
                        each -> database.sql("SELECT 1 FROM pg_sleep(0.3)")
                                .fetch()
                                .one(),
                        connections)
                .blockLast(Duration.ofSeconds(30));
    }
}
