package io.letsrun.console.index;

import io.letsrun.edge.storage.Failure;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores dead letters, each once, and counts them with their cause, in one statement for a batch.
 *
 * <p>Rows are written in the order of their keys, so that batches which share causes wait for each other and don't deadlock.
 * A batch that storage refuses is halved until the letter is found that it refuses; of that one the place and the bytes are
 * stored. So no letter keeps others from the operators.
 */
@Component
final class LetterIndex {

    /** A letter that failed again follows the one its replay was of; where no replay is known, the last life before it. */
    private static final String STORE = """
            WITH batch AS (
                SELECT *
                  FROM json_to_recordset($1::json) AS batch(dlt_topic text, dlt_partition integer, dlt_offset bigint,
                        topic text, group_name text, partition integer, "offset" bigint, record_time timestamptz,
                        reason text, exception_class text, message text, stack text, attempts integer,
                        first_failure timestamptz, last_failure timestamptz, service_version text, event_id text,
                        event_type text, user_id uuid, trace_id text, key text, value text, headers text,
                        replay_id uuid, replay_count integer, fingerprint text, cause_message text, frames text)
            ), causes AS (
                INSERT INTO dead_letters.cause AS cause (fingerprint, group_name, exception_class, message, frames,
                        first_seen, last_seen, service_version)
                SELECT fingerprint, min(group_name), min(exception_class), min(cause_message), min(frames),
                       min(first_failure), max(last_failure), (array_agg(service_version ORDER BY last_failure DESC))[1]
                  FROM batch
                 GROUP BY fingerprint
                 ORDER BY fingerprint
                ON CONFLICT (fingerprint) DO UPDATE
                   SET first_seen = least(cause.first_seen, excluded.first_seen),
                       last_seen = greatest(cause.last_seen, excluded.last_seen),
                       service_version = CASE WHEN excluded.last_seen < cause.last_seen THEN cause.service_version
                                              ELSE excluded.service_version END
                RETURNING fingerprint
            ), piles AS (
                INSERT INTO dead_letters.pile AS pile (fingerprint, topic, group_name, exception_class)
                SELECT DISTINCT fingerprint, topic, group_name, exception_class
                  FROM batch
                  JOIN causes USING (fingerprint)
                 ORDER BY fingerprint, topic
                ON CONFLICT (fingerprint, topic) DO UPDATE
                   SET group_name = excluded.group_name
                RETURNING id, fingerprint, topic
            )
            INSERT INTO dead_letters.letter (dlt_topic, dlt_partition, dlt_offset, topic, group_name, partition, "offset",
                    record_time, reason, exception_class, message, stack, attempts, first_failure, last_failure,
                    service_version, event_id, event_type, user_id, trace_id, key, value, headers, replay_id, replay_count,
                    fingerprint, pile, previous_id)
            SELECT dlt_topic, dlt_partition, dlt_offset, topic, group_name, partition, "offset",
                   record_time, reason, exception_class, message, stack, attempts, first_failure, last_failure,
                   service_version, event_id, event_type, user_id, trace_id, decode(key, 'base64'),
                   decode(value, 'base64'), headers::jsonb, replay_id, replay_count,
                   fingerprint, piles.id,
                   CASE WHEN replay_count > 0 THEN coalesce(
                       dead_letters.letter_of_replay(replay_id),
                       (SELECT max(earlier.id)
                          FROM dead_letters.letter AS earlier
                         WHERE (earlier.topic, earlier.partition, earlier."offset", earlier.group_name)
                             = (batch.topic, batch.partition, batch."offset", batch.group_name)
                           AND earlier.replay_count = batch.replay_count - 1)) END
              FROM batch
              JOIN piles USING (fingerprint, topic)
             ORDER BY last_failure, dlt_topic, dlt_partition, dlt_offset
            ON CONFLICT (dlt_topic, dlt_partition, dlt_offset) DO NOTHING
            """;

    private final DatabaseClient database;
    private final DeadLetterReader reading;

    LetterIndex(DatabaseClient database, DeadLetterReader reading) {
        this.database = database;
        this.reading = reading;
    }

    /** Completes with the number of letters that were new, when all are stored. */
    Mono<Long> store(List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return Mono.just(0L);
        }
        return write(records.stream().map(reading::read).toList())
                .onErrorResume(error -> Failure.of(error) == Failure.PERMANENT, error -> store(records, error));
    }

    private Mono<Long> store(List<ConsumerRecord<byte[], byte[]>> records, Throwable error) {
        if (records.size() == 1) {
            return write(List.of(reading.bare(records.getFirst(), error)));
        }
        int half = records.size() / 2;
        return store(records.subList(0, half))
                .zipWhen(first -> store(records.subList(half, records.size())), Long::sum);
    }

    private Mono<Long> write(List<DeadLetter> letters) {
        return database.sql(STORE)
                .bind(0, JsonMapper.shared().writeValueAsString(letters))
                .fetch()
                .rowsUpdated();
    }
}
