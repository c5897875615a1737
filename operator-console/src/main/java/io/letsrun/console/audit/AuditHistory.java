package io.letsrun.console.audit;

import io.letsrun.console.letter.LetterHistory;
import io.letsrun.console.letter.TimelineEntry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Who saw, edited or discarded a letter, and why. */
@Component
final class AuditHistory implements LetterHistory {

    /** A letter that was discarded by a filter is not named, but changed at the very time of the deed: one transaction has one. */
    private static final String FIND = """
            SELECT deed.at, deed.action || 'ed' AS what, deed.who, coalesce(deed.reason, '') AS reason, asked.id AS letter
              FROM unnest($1::bigint[]) AS asked(id)
              JOIN dead_letters.audit AS deed ON deed.letters @> ARRAY[asked.id]
             WHERE deed.action IN ('reveal', 'edit', 'discard')
            UNION
            SELECT deed.at, 'discarded', deed.who, coalesce(deed.reason, ''), letter.id
              FROM dead_letters.letter
              JOIN dead_letters.audit AS deed ON deed.at = letter.state_at AND deed.action = 'discard'
             WHERE letter.id = ANY($1)
               AND letter.state = 'discarded'
             ORDER BY at DESC
             LIMIT 200
            """;

    private final DatabaseClient database;

    AuditHistory(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TimelineEntry> of(List<Long> letterIds) {
        return database.sql(FIND)
                .bind(0, letterIds.toArray(Long[]::new))
                .map(AuditHistory::entry)
                .all();
    }

    private static TimelineEntry entry(Readable row) {
        return new TimelineEntry(
                required(row.get("at", Instant.class)),
                required(row.get("what", String.class)),
                row.get("who", String.class),
                required(row.get("reason", String.class)),
                required(row.get("letter", Long.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
