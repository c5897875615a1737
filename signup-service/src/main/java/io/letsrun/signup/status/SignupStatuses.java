package io.letsrun.signup.status;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.signup.SignupStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The decided signups in storage. */
@Component
final class SignupStatuses {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String FIND = """
            SELECT user_id, 'active' AS status, NULL AS reason, created_at AS updated_at
              FROM signup.account WHERE bucket = $1 AND user_id = $2
            UNION ALL
            SELECT user_id, 'rejected', reason, rejected_at FROM signup.rejection WHERE bucket = $1 AND user_id = $2
            """;

    private final DatabaseClient database;

    SignupStatuses(DatabaseClient database) {
        this.database = database;
    }

    /** Finds the status; empty while the signup is not decided. */
    Mono<SignupStatus> find(UUID userId) {
        return database.sql(FIND)
                .bindValues(List.of(Bucket.ofUser(userId), userId))
                .mapProperties(SignupStatus.class)
                .first()
                .timeout(PATIENCE);
    }
}
