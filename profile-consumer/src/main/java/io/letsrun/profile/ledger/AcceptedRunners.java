package io.letsrun.profile.ledger;

import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.delivery.batch.Columns;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Users with an account, and what their profile shows of it. */
@Component
final class AcceptedRunners {

    /** The last condition is {@link SignupAccepted#PRECEDENCE} in SQL. */
    private static final String KEEP = """
            INSERT INTO profile.runner AS runner
                   (user_id, first_name, last_name, birth_year, city, country, decided_at)
            SELECT *
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[])
                   AS batch(user_id)
             ORDER BY user_id
            ON CONFLICT (user_id) DO UPDATE
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

    private final DatabaseClient database;

    AcceptedRunners(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps the runners, each of whom comes once; within the caller's transaction. */
    Mono<Void> keep(Collection<SignupAccepted> runners) {
        if (runners.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(KEEP)
                .bind(0, Columns.of(runners, SignupAccepted::userId, UUID[]::new))
                .bind(1, Columns.of(runners, SignupAccepted::firstName, String[]::new))
                .bind(2, Columns.of(runners, SignupAccepted::lastName, String[]::new))
                .bind(3, Columns.of(runners, SignupAccepted::birthYear, Integer[]::new))
                .bind(4, Columns.of(runners, SignupAccepted::city, String[]::new))
                .bind(5, Columns.of(runners, SignupAccepted::country, String[]::new))
                .bind(6, Columns.ofInstants(runners, SignupAccepted::decidedAt))
                .fetch()
                .rowsUpdated()
                .then();
    }
}
