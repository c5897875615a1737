package io.letsrun.profile.runner;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The profiles in storage. */
@Component
final class Profiles {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MILLIMETERS = 3;

    private static final String FIND = """
            SELECT runner.first_name, runner.last_name, runner.city, runner.country,
                   coalesce(totals.runs, 0) AS runs,
                   coalesce(totals.distance_mm, 0) AS distance_mm,
                   coalesce(totals.elapsed_s, 0) AS elapsed_s,
                   greatest(runner.decided_at, totals.updated_at) AS updated_at,
                   totals.rejected IS TRUE AS rejected
              FROM (SELECT $1::uuid AS user_id) AS asked
              LEFT JOIN profile.runner USING (user_id)
              LEFT JOIN profile.runner_totals AS totals USING (user_id)
             WHERE runner.user_id IS NOT NULL OR totals.user_id IS NOT NULL
            """;

    private final DatabaseClient database;

    Profiles(DatabaseClient database) {
        this.database = database;
    }

    /** Finds the profile; nothing while the user is unknown, and an empty Optional for good when the signup was rejected. */
    Mono<Optional<Profile>> find(UUID userId) {
        return database.sql(FIND)
                .bind(0, userId)
                .map(row -> required(row.get("rejected", Boolean.class))
                        ? Optional.<Profile>empty()
                        : Optional.of(profile(userId, row)))
                .one()
                .timeout(PATIENCE);
    }

    private static Profile profile(UUID userId, Readable row) {
        return new Profile(
                userId,
                row.get("first_name", String.class),
                row.get("last_name", String.class),
                row.get("city", String.class),
                row.get("country", String.class),
                new Profile.Totals(
                        required(row.get("runs", Long.class)),
                        BigDecimal.valueOf(required(row.get("distance_mm", Long.class)), MILLIMETERS),
                        required(row.get("elapsed_s", Long.class))),
                required(row.get("updated_at", Instant.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
