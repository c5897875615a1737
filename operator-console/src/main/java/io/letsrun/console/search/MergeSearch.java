package io.letsrun.console.search;

import io.letsrun.console.search.CauseCounts.Count;
import io.letsrun.console.web.Slice;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Merges the newest letters of several causes: of each no more is read than the page could show. */
@Component
final class MergeSearch {

    private static final String MERGE = """
            WITH hit AS MATERIALIZED (
                SELECT top.id
                  FROM unnest($1::integer[], $2::text[]) AS chosen(pile, state)
                 CROSS JOIN LATERAL (
                       SELECT letter.id, letter.last_failure
                         FROM dead_letters.letter
                        WHERE letter.pile = chosen.pile
                          AND letter.state = chosen.state
                          AND %1$s
                        ORDER BY letter.last_failure DESC, letter.id DESC
                        LIMIT %2$d) AS top
                 ORDER BY top.last_failure DESC, top.id DESC
                 LIMIT %2$d
            )
            SELECT %3$s
              FROM hit
              JOIN dead_letters.letter USING (id)
             ORDER BY letter.last_failure DESC, letter.id DESC
            """;

    private final DatabaseClient database;

    MergeSearch(DatabaseClient database) {
        this.database = database;
    }

    Mono<Slice<LetterSummary>> page(LetterFilter filter, List<Count> counts, Cursor cursor, int limit) {
        Cursor start = Cursor.before(filter.to()).orEarlier(cursor);
        Condition bounds = Condition.from(3)
                .and("letter.last_failure >= ?", filter.from())
                .and("(letter.last_failure, letter.id) < (?, " + start.id() + ")", start.failedAt());
        String statement = MERGE.formatted(bounds.sql(), limit + 1, LetterSummary.COLUMNS);
        return bounds.bindTo(database.sql(statement)
                        .bind(0, counts.stream().map(Count::id).toArray(Integer[]::new))
                        .bind(
                                1,
                                counts.stream()
                                        .map(count -> count.state().code())
                                        .toArray(String[]::new)))
                .map(LetterSummary.ROW)
                .all()
                .collectList()
                .map(letters -> Slice.of(letters, limit, Cursor::after));
    }
}
