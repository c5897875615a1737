package io.letsrun.console.letter;

import io.letsrun.console.access.Caller;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.Audit.AuditedAction;
import io.letsrun.console.letter.Letter.TimelineEntry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The letters in storage, one by one. */
@Component
public final class Letters {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String FIND = "SELECT " + Letter.COLUMNS + " FROM dead_letters.letter WHERE letter.id = $1";

    /** Without an origin in its headers, a letter's other lives are known only from its replays. */
    private static final String CHAIN = """
            WITH asked AS (
                SELECT id, topic, partition, "offset", group_name, previous_id FROM dead_letters.letter WHERE id = $1
            ), chain AS (
                SELECT id FROM asked
                 UNION
                SELECT previous_id FROM asked
                 UNION
                SELECT life.id
                  FROM asked
                  JOIN dead_letters.letter AS life USING (topic, partition, "offset", group_name)
            )
            SELECT id
              FROM dead_letters.letter
              JOIN chain USING (id)
             ORDER BY id
             LIMIT 100
            """;

    /**
     * What the letters, the replays and the audit tell of some letters. A letter that was discarded by a filter is not named in the
     * audit, but changed at the very time of the entry: one transaction has one.
     */
    private static final String TIMELINE = """
            SELECT at, what, who, detail, letter_id
              FROM (SELECT 1 AS nth, first_failure AS at, 'failed' AS what, NULL AS who, exception_class AS detail, id AS letter_id
                      FROM dead_letters.letter
                     WHERE id = ANY($1)
                    UNION ALL
                    SELECT 2, last_failure, 'dead-lettered', NULL, 'at attempt ' || attempts, id
                      FROM dead_letters.letter
                     WHERE id = ANY($1)
                    UNION ALL
                    SELECT 3, item.sent_at, 'replayed', replay.created_by,
                           'replay ' || replay.id || coalesce(', edited as event ' || item.edited_event_id, ''), item.letter_id
                      FROM dead_letters.replay_item AS item
                      JOIN dead_letters.replay ON replay.id = item.replay_id
                     WHERE item.letter_id = ANY($1) AND item.state <> 'waiting' AND item.sent_at IS NOT NULL
                    UNION ALL
                    SELECT 4, ended_at, state, NULL, coalesce(detail, 'replay ' || replay_id), letter_id
                      FROM dead_letters.replay_item
                     WHERE letter_id = ANY($1) AND state <> 'waiting' AND ended_at IS NOT NULL
                    UNION
                    SELECT 5, entry.at, entry.action || 'ed', entry.who, coalesce(entry.reason, ''), asked.id
                      FROM unnest($1::bigint[]) AS asked(id)
                      JOIN dead_letters.audit AS entry ON entry.letters @> ARRAY[asked.id]
                     WHERE entry.action IN ('reveal', 'edit', 'discard')
                    UNION
                    SELECT 5, entry.at, 'discarded', entry.who, coalesce(entry.reason, ''), letter.id
                      FROM dead_letters.letter
                      JOIN dead_letters.audit AS entry ON entry.at = letter.state_at AND entry.action = 'discard'
                     WHERE letter.id = ANY($1) AND letter.state = 'discarded') AS entry
             ORDER BY at DESC, nth
             LIMIT 500
            """;

    private final DatabaseClient database;
    private final Audit audit;

    Letters(DatabaseClient database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Finds a letter, masked; empty when there is none of that id. */
    public Mono<Letter> find(long id) {
        return database.sql(CHAIN)
                .bind(0, id)
                .mapValue(Long.class)
                .all()
                .collectList()
                .zipWhen(this::timeline)
                .flatMap(past -> database.sql(FIND)
                        .bind(0, id)
                        .map(row -> Letter.of(row, past.getT1(), past.getT2()))
                        .one())
                .timeout(PATIENCE);
    }

    private Mono<List<TimelineEntry>> timeline(List<Long> chain) {
        return database.sql(TIMELINE)
                .bind(0, chain.toArray(Long[]::new))
                .mapProperties(TimelineEntry.class)
                .all()
                .collectSortedList(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::letterId));
    }

    /** Returns a letter's record as it came, after an entry in the audit; empty when there is no such letter. */
    public Mono<Letter.Revealed> reveal(long id, Caller caller, String reason) {
        return database.sql("SELECT key, value, headers::text AS headers FROM dead_letters.letter WHERE id = $1")
                .bind(0, id)
                .map(Letter.Revealed::of)
                .one()
                .delayUntil(revealed -> audit.write(caller, AuditedAction.onLetter("reveal", reason, id)))
                .timeout(PATIENCE);
    }
}
