package io.letsrun.console.search;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The piles that a filter chooses: how many letters each state of each of them has is known beforehand, and exactly. */
@Component
final class CauseCounts {

    /** More than that are not looked through one by one. */
    static final int MANY = 500;

    private final DatabaseClient database;

    CauseCounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Pile>> of(LetterFilter filter) {
        Condition chosen = Condition.from(1)
                .and("topic = ?", filter.topic())
                .and("group_name = ?", filter.group())
                .and("exception_class = ?", filter.exception())
                .and("fingerprint = ?", filter.cause());
        String inState = filter.state() == null ? "true" : filter.state().column() + " > 0";
        return chosen.bindTo(database.sql("SELECT * FROM dead_letters.pile WHERE " + chosen.sql() + " AND " + inState
                        + " LIMIT " + (MANY + 1)))
                .map(row -> piles(row, filter))
                .all()
                .collectList()
                .map(rows -> rows.stream().flatMap(List::stream).toList());
    }

    private static List<Pile> piles(Readable row, LetterFilter filter) {
        List<Pile> piles = new ArrayList<>();
        for (LetterState state : LetterState.values()) {
            long letters = Objects.requireNonNull(row.get(state.column(), Long.class));
            if (letters > 0 && (filter.state() == null || filter.state() == state)) {
                piles.add(new Pile(Objects.requireNonNull(row.get("id", Integer.class)), state, letters));
            }
        }
        return piles;
    }

    /** The letters of one pile in one state. */
    record Pile(int id, LetterState state, long letters) {}
}
