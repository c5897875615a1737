package io.letsrun.console.cause;

import io.letsrun.console.search.Condition;
import io.letsrun.console.search.LetterFilter;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The causes in storage. Their counts are kept by whatever changes letters, so no letter is counted here. */
@Component
public final class Causes {

    /** The most that are listed. Nobody reads more. */
    public static final int MOST = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String LIST = """
            SELECT cause.fingerprint, cause.group_name AS "group", cause.exception_class AS exception, cause.message,
                   cause.frames, counts.total, counts.open, cause.first_seen, cause.last_seen, cause.service_version,
                   cause.sample_id AS sample
              FROM dead_letters.cause
              JOIN (SELECT fingerprint, sum(open)::bigint AS open,
                           sum(open + sending + sent + applied + failed_again + discarded)::bigint AS total
                      FROM dead_letters.pile
                     WHERE %s
                     GROUP BY fingerprint) AS counts USING (fingerprint)
             WHERE counts.open >= %d
             ORDER BY cause.last_seen DESC, cause.fingerprint
             LIMIT %d
            """;

    private final DatabaseClient database;

    Causes(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Lists causes, the last seen first.
     *
     * @param filter by topic, group, exception and cause: only with such letters, and counting only these
     * @param openOnly only with open letters
     */
    public Mono<List<Cause>> list(LetterFilter filter, boolean openOnly) {
        Condition chosen = filter.ofCounts(1);
        return chosen.bindTo(database.sql(LIST.formatted(chosen.sql(), openOnly ? 1 : 0, MOST)))
                .mapProperties(Cause.class)
                .all()
                .collectList()
                .timeout(PATIENCE);
    }
}
