package io.letsrun.console.audit;

import io.letsrun.console.letter.LetterHistory;
import io.letsrun.console.letter.TimelineEntry;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Who saw, edited or discarded a letter, and why. */
@Component
final class AuditHistory implements LetterHistory {

    /** A letter that was discarded by a filter is not named, but changed at the very time of the entry: one transaction has one. */
    private static final String FIND = """
            SELECT entry.at, entry.action || 'ed' AS what, entry.who, coalesce(entry.reason, '') AS detail, asked.id AS letter_id
              FROM unnest($1::bigint[]) AS asked(id)
              JOIN dead_letters.audit AS entry ON entry.letters @> ARRAY[asked.id]
             WHERE entry.action IN ('reveal', 'edit', 'discard')
            UNION
            SELECT entry.at, 'discarded', entry.who, coalesce(entry.reason, ''), letter.id
              FROM dead_letters.letter
              JOIN dead_letters.audit AS entry ON entry.at = letter.state_at AND entry.action = 'discard'
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
                .mapProperties(TimelineEntry.class)
                .all();
    }
}
