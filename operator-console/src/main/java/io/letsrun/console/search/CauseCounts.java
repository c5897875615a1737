package io.letsrun.console.search;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many letters of each cause and topic there are in each state: the table {@code pile}, which a trigger keeps exact. */
@Component
public final class CauseCounts {

    /** More than that are not looked through one by one. */
    static final int MANY = 500;

    private static final int MOST_NAMES = 100;
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final String NAMES = """
            (SELECT DISTINCT 'topic' AS kind, topic AS name FROM dead_letters.pile ORDER BY name LIMIT %1$d)
            UNION ALL
            (SELECT DISTINCT 'group', group_name AS name FROM dead_letters.pile ORDER BY name LIMIT %1$d)
            UNION ALL
            (SELECT DISTINCT 'exception', exception_class AS name FROM dead_letters.pile ORDER BY name LIMIT %1$d)
            """.formatted(MOST_NAMES);

    private final DatabaseClient database;
    private final Mono<Names> names;

    CauseCounts(DatabaseClient database) {
        this.database = database;
        this.names = database.sql(NAMES)
                .mapProperties(Name.class)
                .all()
                .collectList()
                .map(Names::of)
                .cache(found -> FRESH, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Returns the topics, groups and exceptions that letters have: what a filter may suggest. */
    public Mono<Names> names() {
        return names;
    }

    Mono<List<Count>> of(LetterFilter filter) {
        Condition chosen = filter.ofCounts(1);
        LetterState state = filter.state();
        String inState = state == null ? "true" : state.column() + " > 0";
        return chosen.bindTo(database.sql("SELECT * FROM dead_letters.pile WHERE " + chosen.sql() + " AND " + inState
                        + " LIMIT " + (MANY + 1)))
                .map(row -> counts(row, filter))
                .all()
                .collectList()
                .map(rows -> rows.stream().flatMap(List::stream).toList());
    }

    private static List<Count> counts(Readable row, LetterFilter filter) {
        List<Count> counts = new ArrayList<>();
        for (LetterState state : LetterState.values()) {
            long letters = Objects.requireNonNull(row.get(state.column(), Long.class));
            if (letters > 0 && (filter.state() == null || filter.state() == state)) {
                counts.add(new Count(Objects.requireNonNull(row.get("id", Integer.class)), state, letters));
            }
        }
        return counts;
    }

    /** The letters of one cause from one topic, in one state. */
    record Count(int id, LetterState state, long letters) {}

    record Name(String kind, String name) {}

    /** Each in the order of the alphabet. */
    public record Names(List<String> topics, List<String> groups, List<String> exceptions) {

        private static Names of(List<Name> all) {
            return new Names(of(all, "topic"), of(all, "group"), of(all, "exception"));
        }

        private static List<String> of(List<Name> all, String kind) {
            return all.stream()
                    .filter(name -> name.kind().equals(kind))
                    .map(Name::name)
                    .toList();
        }
    }
}
