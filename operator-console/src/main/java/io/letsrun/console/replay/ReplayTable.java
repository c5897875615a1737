package io.letsrun.console.replay;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The replays in storage. What changes them is part of its caller's transaction. */
@Component
public final class ReplayTable {

    private static final String INSERT =
            "INSERT INTO dead_letters.replay (id, created_by, filter, rate) VALUES ($1, $2, jsonb_strip_nulls($3::jsonb), $4)";

    private static final String EXPECT = "UPDATE dead_letters.replay SET expected = $2, canaries = $3 WHERE id = $1";

    private static final String FIND = "SELECT " + ReplayRow.COLUMNS + " FROM dead_letters.replay WHERE id = $1";

    /** Ids are UUIDv7: the newest are the highest. */
    private static final String NEWEST_FIRST = "SELECT " + ReplayRow.COLUMNS
            + " FROM dead_letters.replay WHERE ($1::uuid IS NULL OR id < $1::uuid) ORDER BY id DESC LIMIT $2";

    private static final String START = """
            UPDATE dead_letters.replay
               SET state = CASE WHEN canaries > 0 THEN 'canary' ELSE 'running' END, started_at = now()
             WHERE id = $1
            """;

    private static final String PAUSE = "UPDATE dead_letters.replay SET state = 'paused', trouble = NULL WHERE id = $1";

    private static final String RESUME = """
            UPDATE dead_letters.replay
               SET state = CASE WHEN canaries = 0 OR proven OR state = 'stopped' THEN 'running' ELSE 'canary' END,
                   proven = proven OR state = 'stopped',
                   reason = NULL
             WHERE id = $1
            """;

    private static final String CANCEL =
            "UPDATE dead_letters.replay SET state = 'cancelled', trouble = NULL, ended_at = now() WHERE id = $1";

    private final DatabaseClient database;

    ReplayTable(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Void> insert(UUID replay, String createdBy, @Nullable String filter, int rate) {
        return update(database.sql(INSERT)
                .bind(0, replay)
                .bind(1, createdBy)
                .bind(2, Parameters.in(R2dbcType.VARCHAR, filter))
                .bind(3, rate));
    }

    public Mono<Void> expect(UUID replay, long letters, int canaries) {
        return update(database.sql(EXPECT).bind(0, replay).bind(1, letters).bind(2, canaries));
    }

    /** Forgets a replay that has no letters, and that nobody has seen. */
    Mono<Void> remove(UUID replay) {
        return update(
                database.sql("DELETE FROM dead_letters.replay WHERE id = $1").bind(0, replay));
    }

    /** Finds the replay; empty when there is none. */
    public Mono<Replay> find(UUID replay) {
        return database.sql(FIND).bind(0, replay).map(ReplayRow::replay).one();
    }

    /** Finds the replay and keeps others from changing it while the transaction lasts. */
    Mono<Replay> lock(UUID replay) {
        return database.sql(FIND + " FOR UPDATE")
                .bind(0, replay)
                .map(ReplayRow::replay)
                .one();
    }

    Mono<List<Replay>> page(int limit, @Nullable UUID before) {
        return database.sql(NEWEST_FIRST)
                .bind(0, Parameters.in(R2dbcType.VARCHAR, before == null ? null : before.toString()))
                .bind(1, limit)
                .map(ReplayRow::replay)
                .all()
                .collectList();
    }

    public Mono<Void> start(UUID replay) {
        return update(database.sql(START).bind(0, replay));
    }

    Mono<Void> pause(UUID replay) {
        return update(database.sql(PAUSE).bind(0, replay));
    }

    /** One that stopped itself goes on without the canaries' proof; one that was paused takes up where it was. */
    Mono<Void> resume(UUID replay) {
        return update(database.sql(RESUME).bind(0, replay));
    }

    Mono<Void> cancel(UUID replay) {
        return update(database.sql(CANCEL).bind(0, replay));
    }

    private static Mono<Void> update(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().then();
    }
}
