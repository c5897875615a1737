package io.letsrun.console.sending;

import io.letsrun.console.replay.ReplayProperties;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which console sends which replay. A console that stops renewing its lease loses it, by the database's clock, and another
 * one takes over.
 */
@Component
final class Leases {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String RENEW = """
            UPDATE dead_letters.replay
               SET lease_until = clock_timestamp() + $2 * interval '1 millisecond'
             WHERE id IN (SELECT id
                            FROM dead_letters.replay
                           WHERE id = ANY($3)
                             AND lease_owner = $1
                           ORDER BY id
                             FOR UPDATE)
            """;

    /** Those with something to send, and cancelled ones whose console was killed while it sent. */
    private static final String TAKE = """
            UPDATE dead_letters.replay
               SET lease_owner = $1, lease_until = clock_timestamp() + $2 * interval '1 millisecond'
             WHERE id IN (SELECT id
                            FROM dead_letters.replay
                           WHERE (state IN ('canary', 'running') AND sent + applied + failed + skipped < expected
                                  OR state = 'cancelled' AND sending > 0)
                             AND (lease_until IS NULL OR lease_until < clock_timestamp())
                           ORDER BY id
                             FOR UPDATE SKIP LOCKED)
            RETURNING id, rate
            """;

    private static final String RELEASE = """
            UPDATE dead_letters.replay
               SET lease_owner = NULL, lease_until = NULL
             WHERE id = $1
               AND lease_owner = $2
            """;

    private final DatabaseClient database;
    private final Duration duration;

    Leases(DatabaseClient database, ReplayProperties properties) {
        this.database = database;
        this.duration = properties.lease();
    }

    /** Keeps those that are still the owner's. */
    Mono<Void> renew(UUID owner, Set<UUID> replays) {
        return replays.isEmpty()
                ? Mono.empty()
                : database.sql(RENEW)
                        .bindValues(List.of(owner, duration.toMillis(), replays.toArray(UUID[]::new)))
                        .fetch()
                        .rowsUpdated()
                        .then()
                        .timeout(PATIENCE);
    }

    /** Takes replays that no console sends. */
    Flux<Leased> take(UUID owner) {
        return database.sql(TAKE)
                .bindValues(List.of(owner, duration.toMillis()))
                .mapProperties(Leased.class)
                .all()
                .timeout(PATIENCE);
    }

    Mono<Void> release(UUID replay, UUID owner) {
        return database.sql(RELEASE)
                .bindValues(List.of(replay, owner))
                .fetch()
                .rowsUpdated()
                .then()
                .timeout(PATIENCE);
    }

    /** A replay to send. */
    record Leased(UUID id, int rate) {}
}
