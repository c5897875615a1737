package io.letsrun.console.search;

import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Very many letters, of a month, made in the database: 30 causes have nearly all of them, 1,500 a few each; what is rare or was
 * common only long ago is among the oldest.
 */
record MillionLetters(Infrastructure servers) {

    private static final String CAUSES = """
            INSERT INTO dead_letters.cause (fingerprint, group_name, exception_class, message, frames, first_seen, last_seen)
            SELECT encode(sha256(n::text::bytea), 'hex'), CASE n % 3 WHEN 0 THEN 'signup-service' ELSE 'profile-consumer' END,
                   CASE n WHEN 1530 THEN 'java.lang.Rare' ELSE 'java.lang.Exception' || n % 30 END,
                   'pace out of range', 'io.letsrun.X.y', '2026-03-01Z', '2026-03-31Z'::timestamptz - n * interval '1 s'
              FROM generate_series(0, 1530) AS n
            """;

    private static final String PILES = """
            INSERT INTO dead_letters.pile (fingerprint, topic, group_name, exception_class)
            SELECT fingerprint, topic, group_name, exception_class
              FROM dead_letters.cause
              JOIN (VALUES ('signup-service', 'letsrun.signups'), ('profile-consumer', 'letsrun.runs'),
                           ('profile-consumer', 'letsrun.signup-outcomes')) AS known(group_name, topic) USING (group_name)
             ORDER BY fingerprint, topic
            """;

    /** Of a cause of profile-consumer nine of ten letters are runs. */
    private static final String LETTERS = """
            WITH made AS MATERIALIZED (
                SELECT n,
                       encode(sha256((CASE WHEN n %% 200000 = 7 THEN 1530 WHEN n %% 20 = 0 THEN 30 + n / 20 %% 1500
                                           ELSE n * 7919 %% 30 END)::text::bytea), 'hex') AS fingerprint,
                       '2026-03-01Z'::timestamptz + n * interval '2.5 s' AS failed_at
                  FROM generate_series(%d::bigint, %d) AS n
            )
            INSERT INTO dead_letters.letter (dlt_topic, dlt_partition, dlt_offset, topic, partition, "offset", group_name,
                    event_id, event_type, user_id, reason, exception_class, message, stack, attempts, first_failure,
                    last_failure, fingerprint, pile, key, value, headers, replay_count, state)
            SELECT pile.topic || '.' || pile.group_name || '.dlt', n %% 12, n, pile.topic, n %% 12, n, pile.group_name,
                   'event-' || n, 'letsrun.run-recorded.v1',
                   ('00000000-0000-7000-8000-' || lpad((n * 31 %% 100000)::text, 12, '0'))::uuid,
                   'bug', pile.exception_class,
                   'pace out of range: ' || n * 13 %% 9973 || ' in run ' || n || ' of ' || md5(n::text)
                       || CASE WHEN n < 200000 THEN ' brontosaurus' ELSE '' END
                       || CASE WHEN n IN (1000, 2000, 3000) THEN ' needle' ELSE '' END,
                   (SELECT string_agg('\tat io.letsrun.profile.ledger.' || md5((n + line)::text) || '(RunLedger.java:' || line || ')', E'\\n')
                      FROM generate_series(1, 30) AS line),
                   4, failed_at, failed_at, made.fingerprint, pile.id, 'key',
                   convert_to('{"userId":"00000000-0000-7000-8000-000000000001","runId":"' || md5(n::text) || '","distance":' || n || '}', 'UTF8'),
                   '[["ce_id","YQ=="],["ce_type","YQ=="]]', 0,
                   CASE WHEN n IN (100, 200, 300) THEN 'sending' WHEN n %% 20 < 12 THEN 'open' WHEN n %% 20 < 17 THEN 'applied'
                        WHEN n %% 20 < 19 THEN 'discarded' ELSE 'failed-again' END
              FROM made
              JOIN dead_letters.pile
                ON pile.fingerprint = made.fingerprint
               AND pile.topic = CASE WHEN pile.group_name = 'signup-service' THEN 'letsrun.signups'
                                     WHEN n %% 10 = 1 THEN 'letsrun.signup-outcomes' ELSE 'letsrun.runs' END
            """;

    /** The index of trigrams is made afterwards, which takes a tenth of the time. */
    void load(int letters, int chunk) throws SQLException {
        Postgres postgres = servers.postgres();
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(), "dead_letters", postgres.password("dead_letters"));
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = dead_letters, public");
            statement.execute("DROP INDEX dead_letters.letter_message");
            statement.execute(CAUSES);
            statement.execute(PILES);
            for (int from = 0; from < letters; from += chunk) {
                statement.execute(LETTERS.formatted(from, from + chunk - 1));
            }
            statement.execute("CREATE INDEX letter_message ON dead_letters.letter USING gin (message gin_trgm_ops)"
                    + " WITH (gin_pending_list_limit = 1024)");
            statement.execute("VACUUM ANALYZE dead_letters.letter, dead_letters.pile, dead_letters.cause");
        }
    }
}
