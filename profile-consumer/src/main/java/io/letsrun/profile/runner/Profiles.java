package io.letsrun.profile.runner;

import io.letsrun.delivery.batch.BatchRows;
import io.letsrun.delivery.batch.BatchStatement;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.profile.query.ReadDatabase;
import io.letsrun.profile.query.UserLoader;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    private static final int STATEMENTS = 2;
    private static final int MOST_USERS = 100;

    /** Each user is looked up by key: a plan made while the tables are empty must not scan them later. */
    private static final String FIND = """
            SELECT batch.user_id, runner.first_name, runner.last_name, runner.city, runner.country,
                   coalesce(totals.runs, 0) AS runs,
                   coalesce(totals.distance_mm, 0) AS distance_mm,
                   coalesce(totals.elapsed_s, 0) AS elapsed_s,
                   greatest(runner.decided_at, totals.updated_at) AS updated_at,
                   totals.rejected IS TRUE AS rejected,
                   coalesce(runner.revision, 0) + coalesce(totals.revision, 0) AS revision
              FROM {batch}
              LEFT JOIN LATERAL (
                       SELECT *
                         FROM profile.runner AS kept
                        WHERE kept.bucket = batch.bucket AND kept.user_id = batch.user_id
                        LIMIT 1) AS runner ON true
              LEFT JOIN LATERAL (
                       SELECT *
                         FROM profile.runner_totals AS kept
                        WHERE kept.bucket = batch.bucket AND kept.user_id = batch.user_id
                        LIMIT 1) AS totals ON true
             WHERE runner.user_id IS NOT NULL OR totals.user_id IS NOT NULL
            """;

    private final DatabaseClient database;
    private final BatchStatement<UUID> find;
    private final UserLoader<UUID, Found> loader;

    Profiles(ReadDatabase database, StorageProperties storage) {
        this.database = database.client();
        this.loader = new UserLoader<>(storage, user -> user, STATEMENTS, MOST_USERS, this::load);
        this.find = BatchRows.<UUID>ofUser(user -> user).in(FIND, storage);
    }

    /** Finds the profile; nothing while the user is unknown. */
    Mono<Found> find(UUID userId) {
        return loader.load(userId).timeout(PATIENCE);
    }

    private Mono<Map<UUID, Found>> load(List<UUID> users) {
        return find.bound(database, users)
                .map(row -> Map.entry(required(row.get("user_id", UUID.class)), found(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .timeout(PATIENCE);
    }

    private static Found found(Readable row) {
        return new Found(
                required(row.get("revision", Long.class)),
                required(row.get("rejected", Boolean.class)) ? Optional.empty() : Optional.of(profile(row)));
    }

    private static Profile profile(Readable row) {
        return new Profile(
                required(row.get("user_id", UUID.class)),
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

    /**
     * What is stored of a user.
     *
     * @param revision higher after each change of anything of the user
     * @param profile empty for good when the signup was rejected
     */
    record Found(long revision, Optional<Profile> profile) {}
}
