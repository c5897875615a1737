package io.letsrun.console.overview;

import io.letsrun.console.traffic.Flow;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts open dead letters by their cause. However many look on, the database is asked once in two seconds. */
@Component
public final class OpenLetters {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Counts are kept with every change of a letter, so this reads one row for each cause and no letter. */
    private static final String MOST_FREQUENT = """
            SELECT topic, group_name, fingerprint, exception_class, message, open, all_open
              FROM (SELECT pile.topic, pile.group_name, fingerprint, pile.exception_class, cause.message, pile.open,
                           sum(pile.open) OVER same AS all_open,
                           row_number() OVER (same ORDER BY pile.open DESC, fingerprint) AS place
                      FROM dead_letters.pile
                      JOIN dead_letters.cause USING (fingerprint)
                     WHERE pile.open > 0
                    WINDOW same AS (PARTITION BY pile.topic, pile.group_name)) AS placed
             WHERE place <= 5
             ORDER BY topic, group_name, place
            """;

    private final Mono<Map<Flow, Open>> open;

    OpenLetters(DatabaseClient database) {
        this.open = database.sql(MOST_FREQUENT)
                .map(OpenLetters::row)
                .all()
                .collectList()
                .timeout(PATIENCE)
                .map(OpenLetters::byFlow)
                .cache(found -> FRESH, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Returns what is open of each topic and group; fails when the database does not answer within a second. */
    public Mono<Counts> counts() {
        return open.map(Counts::new);
    }

    private static Row row(Readable row) {
        return new Row(
                new Flow(required(row.get("topic", String.class)), required(row.get("group_name", String.class))),
                new OpenCause(
                        required(row.get("fingerprint", String.class)),
                        required(row.get("exception_class", String.class)),
                        required(row.get("message", String.class)),
                        required(row.get("open", Long.class))),
                required(row.get("all_open", Long.class)));
    }

    private static Map<Flow, Open> byFlow(List<Row> rows) {
        Map<Flow, List<OpenCause>> causes = new HashMap<>();
        Map<Flow, Open> open = new HashMap<>();
        for (Row row : rows) {
            List<OpenCause> sofar = causes.computeIfAbsent(row.flow(), unused -> new ArrayList<>());
            sofar.add(row.cause());
            open.put(row.flow(), new Open(row.total(), sofar));
        }
        return open;
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private record Row(Flow flow, OpenCause cause, long total) {}

    /** All the counts at one moment. */
    public static final class Counts {

        private final Map<Flow, Open> open;

        Counts(Map<Flow, Open> open) {
            this.open = open;
        }

        public Open of(String topic, String group) {
            return open.getOrDefault(new Flow(topic, group), new Open(0, List.of()));
        }
    }

    /**
     * The open letters of a topic and group.
     *
     * @param total of all causes
     * @param causes the five most frequent
     */
    public record Open(long total, List<OpenCause> causes) {}
}
