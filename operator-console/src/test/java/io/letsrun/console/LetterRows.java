package io.letsrun.console;

import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** Letters as the index would have them, of one topic and group. */
public final class LetterRows {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DatabaseClient database;
    private final String topic;
    private final String group;

    public LetterRows(DatabaseClient database, String topic, String group) {
        this.database = database;
        this.topic = topic;
        this.group = group;
    }

    /** Adds open letters that all failed for one reason. */
    public void add(String cause, int letters) {
        String fingerprint = topic + "/" + cause;
        run("""
                INSERT INTO dead_letters.cause (fingerprint, group_name, exception_class, message, frames, first_seen, last_seen)
                VALUES ($1, $2, 'E', 'm', '', now(), now()) ON CONFLICT DO NOTHING
                """, fingerprint, group);
        run("""
                INSERT INTO dead_letters.pile (fingerprint, topic, group_name, exception_class)
                VALUES ($1, $2, $3, 'E') ON CONFLICT DO NOTHING
                """, fingerprint, topic, group);
        run("""
                INSERT INTO dead_letters.letter (dlt_topic, dlt_partition, dlt_offset, topic, partition, "offset", record_time,
                        group_name, event_id, event_type, reason, exception_class, message, stack, attempts, first_failure,
                        last_failure, fingerprint, pile, key, value, headers, replay_count)
                SELECT $2 || '.dlt', 0, (SELECT count(*) FROM dead_letters.letter WHERE topic = $2) + n, $2, 1, n, now(), $3,
                       'event-' || n, 'letsrun.run-deleted.v1', 'rule', 'E', 'm', 's', 1, now(), now(), $1,
                       (SELECT id FROM dead_letters.pile WHERE fingerprint = $1), convert_to('k' || n, 'UTF8'),
                       convert_to('{"n":' || n || '}', 'UTF8'),
                       jsonb_build_array(jsonb_build_array('ce_id', encode(convert_to('event-' || n, 'UTF8'), 'base64')),
                                         jsonb_build_array('retry_topic-attempts', 'AAAAAw==')), 0
                  FROM generate_series(1, $4) AS n
                """, fingerprint, topic, group, letters);
    }

    public long in(String state) {
        return count("SELECT count(*) FROM dead_letters.letter WHERE topic = $1 AND state = $2", topic, state);
    }

    /** How many the causes say are open. */
    public long openByCause() {
        return count(
                "SELECT coalesce(sum(open), 0)::bigint FROM dead_letters.cause WHERE fingerprint LIKE $1 || '/%'",
                topic);
    }

    private long count(String query, Object... parameters) {
        return Objects.requireNonNull(bound(query, parameters)
                .map(row -> row.get(0, Long.class))
                .one()
                .block(PATIENCE));
    }

    private void run(String statement, Object... parameters) {
        bound(statement, parameters).fetch().rowsUpdated().block(PATIENCE);
    }

    private DatabaseClient.GenericExecuteSpec bound(String statement, Object... parameters) {
        DatabaseClient.GenericExecuteSpec bound = database.sql(statement);
        for (int i = 0; i < parameters.length; i++) {
            bound = bound.bind(i, parameters[i]);
        }
        return bound;
    }
}
