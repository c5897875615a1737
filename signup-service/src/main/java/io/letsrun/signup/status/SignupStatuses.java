package io.letsrun.signup.status;

import io.letsrun.contracts.signup.SignupStatus;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The decided signups in storage. */
@Component
final class SignupStatuses {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String FIND = """
            SELECT NULL AS reason, created_at AS decided_at FROM signup.account WHERE user_id = $1
            UNION ALL
            SELECT reason, rejected_at FROM signup.rejection WHERE user_id = $1
            """;

    private final DatabaseClient database;

    SignupStatuses(DatabaseClient database) {
        this.database = database;
    }

    /** Finds the status; empty while the signup is not decided. */
    Mono<SignupStatus> find(UUID userId) {
        return database.sql(FIND)
                .bind(0, userId)
                .map(row -> status(userId, row))
                .first()
                .timeout(PATIENCE);
    }

    private static SignupStatus status(UUID userId, Readable row) {
        String reason = row.get("reason", String.class);
        SignupStatus.State state = reason == null ? SignupStatus.State.ACTIVE : SignupStatus.State.REJECTED;
        return new SignupStatus(
                userId, state.code(), reason, Objects.requireNonNull(row.get("decided_at", Instant.class)));
    }
}
