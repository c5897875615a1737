package io.letsrun.console.overview;

import io.letsrun.console.mask.Mask;
import io.letsrun.console.traffic.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts open dead letters by their cause. However many pages are open, the database is asked once in two seconds. */
@Component
final class OpenLetters {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Counts are kept with every change of a letter, so this reads one row for each cause and no letter. */
    private static final String MOST_FREQUENT = """
            SELECT topic, group_name AS "group", fingerprint, exception_class AS exception, message, open, total
              FROM (SELECT pile.topic, pile.group_name, fingerprint, pile.exception_class, cause.message, pile.open,
                           sum(pile.open) OVER same AS total,
                           row_number() OVER (same ORDER BY pile.open DESC, fingerprint) AS place
                      FROM dead_letters.pile
                      JOIN dead_letters.cause USING (fingerprint)
                     WHERE pile.open > 0
                    WINDOW same AS (PARTITION BY pile.topic, pile.group_name)) AS placed
             WHERE place <= 5
             ORDER BY topic, group_name, place
            """;

    private final Mono<Counts> counts;

    OpenLetters(DatabaseClient database) {
        this.counts = database.sql(MOST_FREQUENT)
                .mapProperties(Row.class)
                .all()
                .collectList()
                .timeout(PATIENCE)
                .map(OpenLetters::byFlow)
                .cache(found -> FRESH, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Returns what is open of each topic and group; fails when the database does not answer within a second. */
    Mono<Counts> counts() {
        return counts;
    }

    private static Counts byFlow(List<Row> rows) {
        Map<Flow, Open> open = new HashMap<>();
        for (Row row : rows) {
            open.computeIfAbsent(new Flow(row.topic(), row.group()), unused -> new Open(row.total(), new ArrayList<>()))
                    .causes()
                    .add(new OpenCause(row.fingerprint(), row.exception(), row.message(), row.open()));
        }
        return new Counts(open);
    }

    record Row(
            String topic, String group, String fingerprint, String exception, String message, long open, long total) {}

    /** All the counts at one moment. */
    record Counts(Map<Flow, Open> open) {

        Open of(String topic, String group) {
            return open.getOrDefault(new Flow(topic, group), new Open(0, List.of()));
        }
    }

    /**
     * The open letters of a topic and group.
     *
     * @param total of all causes
     * @param causes the five most frequent
     */
    record Open(long total, List<OpenCause> causes) {}

    /**
     * Why some open letters of a group failed.
     *
     * @param message with its values blanked, and masked again as in a cause
     * @param open how many of them are open
     */
    record OpenCause(String fingerprint, String exception, String message, long open) {

        OpenCause {
            message = Mask.text(message);
        }
    }
}
