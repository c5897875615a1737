package io.letsrun.console.search;

import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many letters of each cause and topic there are in each state: the table {@code pile}, which a trigger keeps exact. */
@Component
public final class CauseCounts {

    /** With more than that, piles are not searched one by one. */
    static final int MANY = 500;

    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final String NAMES = """
            SELECT array(SELECT DISTINCT topic FROM dead_letters.pile ORDER BY topic LIMIT 100) AS topics,
                   array(SELECT DISTINCT group_name FROM dead_letters.pile ORDER BY group_name LIMIT 100) AS groups,
                   array(SELECT DISTINCT exception_class FROM dead_letters.pile ORDER BY exception_class LIMIT 100)
                       AS exceptions
            """;

    private static final String COUNTS = """
            SELECT pile.id, upper(count.state) AS state, count.letters
              FROM dead_letters.pile
             CROSS JOIN LATERAL (VALUES ('open', open), ('sending', sending), ('sent', sent), ('applied', applied),
                                        ('failed_again', failed_again), ('discarded', discarded)) AS count(state, letters)
             WHERE count.letters > 0
               AND %s
             LIMIT %d
            """;

    private final DatabaseClient database;
    private final Mono<Names> names;

    CauseCounts(DatabaseClient database) {
        this.database = database;
        this.names = database.sql(NAMES)
                .mapProperties(Names.class)
                .one()
                .cache(found -> FRESH, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Returns the topics, groups and exceptions that letters have: what a filter may suggest. */
    public Mono<Names> names() {
        return names;
    }

    Mono<List<Count>> of(LetterFilter filter) {
        Condition chosen =
                filter.ofCounts(1).and("count.state = replace(?, '-', '_')", filter.value(LetterFilter.Part.STATE));
        return chosen.bindTo(database.sql(COUNTS.formatted(chosen.sql(), MANY + 1)))
                .mapProperties(Count.class)
                .all()
                .collectList();
    }

    /** The letters of one cause from one topic, in one state. */
    record Count(int id, LetterState state, long letters) {}

    /** Each in the order of the alphabet. */
    public record Names(List<String> topics, List<String> groups, List<String> exceptions) {}
}
