package io.letsrun.console.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.letsrun.console.access.Caller;
import io.letsrun.console.web.Slice;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was done, by whom and why. It only grows: the table refuses everything else. */
@Component
public class Audit {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String WRITE = """
            INSERT INTO dead_letters.audit (who, role, action, reason, replay_id, letters, filter, count)
            VALUES ($1, $2, $3, $4, $5::uuid, nullif($6::bigint[], '{}'), jsonb_strip_nulls($7::jsonb), $8)
            """;

    private static final String NEWEST_FIRST = """
            SELECT id, at, who, role, action, reason, replay_id AS replay, coalesce(letters, '{}') AS letters,
                   filter::text AS filter, count
              FROM dead_letters.audit
             WHERE id < $1
             ORDER BY id DESC
             LIMIT $2
            """;

    private final DatabaseClient database;

    Audit(DatabaseClient database) {
        this.database = database;
    }

    /** Writes down the entry within the caller's transaction, which must be the one that does it. */
    public Mono<Void> write(Caller caller, AuditedAction entry) {
        return database.sql(WRITE)
                .bindValues(List.of(
                        caller.name(),
                        caller.role().text(),
                        entry.action(),
                        Parameters.in(R2dbcType.VARCHAR, entry.reason()),
                        Parameters.in(R2dbcType.VARCHAR, Objects.toString(entry.replay(), null)),
                        entry.letters().toArray(Long[]::new),
                        Parameters.in(R2dbcType.VARCHAR, entry.filter()),
                        Parameters.in(R2dbcType.BIGINT, entry.count())))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /**
     * Returns entries, newest first.
     *
     * @param before only entries with a lower id; null for the first page
     */
    public Mono<Slice<AuditEntry>> page(int limit, @Nullable Long before) {
        return database.sql(NEWEST_FIRST)
                .bind(0, before == null ? Long.MAX_VALUE : before)
                .bind(1, limit + 1)
                .mapProperties(AuditEntry.class)
                .all()
                .collectList()
                .map(entries -> Slice.of(entries, limit, AuditEntry::id))
                .timeout(PATIENCE);
    }

    /**
     * Something done to letters.
     *
     * @param action what, such as {@code discard}
     * @param reason in the words of who did it; null where none is asked for
     * @param replay the replay it was done to or through; null when there is none
     * @param letters the letters, where they were named; empty when a filter or the replay tells
     * @param filter JSON, as it was asked for; null when there was none
     * @param count how many letters; null when it was done to a replay as a whole
     */
    public record AuditedAction(
            String action,
            @Nullable String reason,
            @Nullable UUID replay,
            List<Long> letters,
            @Nullable String filter,
            @Nullable Long count) {

        public AuditedAction {
            letters = List.copyOf(letters);
        }

        public static AuditedAction onLetter(String action, String reason, long letter) {
            return new AuditedAction(action, reason, null, List.of(letter), null, 1L);
        }

        public static AuditedAction onReplay(String action, UUID replay, @Nullable Long count) {
            return new AuditedAction(action, null, replay, List.of(), null, count);
        }
    }

    /**
     * Something that somebody did.
     *
     * @param letters at most as many as one may name in a request; empty when a filter or the replay tells
     * @param filter JSON
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuditEntry(
            long id,
            Instant at,
            String who,
            String role,
            String action,
            @Nullable String reason,
            @Nullable UUID replay,
            List<Long> letters,
            @JsonRawValue @Nullable String filter,
            @Nullable Long count) {}
}
