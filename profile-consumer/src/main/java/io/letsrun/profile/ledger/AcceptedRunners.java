package io.letsrun.profile.ledger;

import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.delivery.batch.BatchRows;
import io.letsrun.delivery.batch.BatchStatement;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.column.ColumnType;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Users with an account, and what their profile shows of it. */
@Component
final class AcceptedRunners {

    /** The last condition is {@link SignupAccepted#PRECEDENCE} in SQL. */
    private static final String KEEP = """
            INSERT INTO profile.runner AS runner
                   (bucket, user_id, first_name, last_name, birth_year, city, country, decided_at)
            SELECT bucket, user_id, first_name, last_name, birth_year, city, country, decided_at
              FROM {batch}
             ORDER BY bucket, user_id
            ON CONFLICT (bucket, user_id) DO UPDATE
               SET first_name = excluded.first_name,
                   last_name = excluded.last_name,
                   birth_year = excluded.birth_year,
                   city = excluded.city,
                   country = excluded.country,
                   decided_at = excluded.decided_at,
                   revision = runner.revision + 1
             WHERE (excluded.decided_at, excluded.first_name COLLATE "C", excluded.last_name COLLATE "C",
                    coalesce(excluded.birth_year, -1), coalesce(excluded.city, '') COLLATE "C",
                    coalesce(excluded.country, '') COLLATE "C")
                 > (runner.decided_at, runner.first_name COLLATE "C", runner.last_name COLLATE "C",
                    coalesce(runner.birth_year, -1), coalesce(runner.city, '') COLLATE "C",
                    coalesce(runner.country, '') COLLATE "C")
            """;

    private static final BatchRows<SignupAccepted> ROWS = BatchRows.ofUser(SignupAccepted::userId)
            .with("first_name", ColumnType.TEXT, SignupAccepted::firstName)
            .with("last_name", ColumnType.TEXT, SignupAccepted::lastName)
            .with("birth_year", ColumnType.INTEGER, SignupAccepted::birthYear)
            .with("city", ColumnType.TEXT, SignupAccepted::city)
            .with("country", ColumnType.TEXT, SignupAccepted::country)
            .with("decided_at", ColumnType.TIMESTAMPTZ, SignupAccepted::decidedAt);

    private final DatabaseClient database;
    private final BatchStatement<SignupAccepted> keep;

    AcceptedRunners(DatabaseClient database, StorageProperties storage) {
        this.database = database;
        this.keep = ROWS.in(KEEP, storage);
    }

    /** Keeps the runners, each of whom comes once; within the caller's transaction. */
    Mono<Void> keep(Collection<SignupAccepted> runners) {
        if (runners.isEmpty()) {
            return Mono.empty();
        }
        return keep.bound(database, runners).fetch().rowsUpdated().then();
    }
}
