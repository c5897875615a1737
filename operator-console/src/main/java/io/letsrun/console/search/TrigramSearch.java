package io.letsrun.console.search;

import io.letsrun.console.web.Slice;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Looks a text up in the index of trigrams, as long as there is time. */
@Component
final class TrigramSearch {

    private static final Duration PATIENCE = Duration.ofMillis(60);

    /** The page's order, and what the planner guesses of a text, would make it walk the whole table. */
    private static final List<String> BY_BITMAP = List.of(
            "SET LOCAL enable_indexscan = off",
            "SET LOCAL enable_seqscan = off",
            "SET LOCAL statement_timeout = " + PATIENCE.toMillis());

    private static final String LOOK_UP = """
            WITH hit AS MATERIALIZED (
                SELECT letter.id, letter.last_failure
                  FROM dead_letters.letter
                 WHERE %s
            ), page AS MATERIALIZED (
                SELECT id
                  FROM hit
                 ORDER BY last_failure DESC, id DESC
                 LIMIT %d
            )
            SELECT %s
              FROM page
              JOIN dead_letters.letter USING (id)
             ORDER BY letter.last_failure DESC, letter.id DESC
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    TrigramSearch(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    Mono<Slice<LetterSummary>> page(LetterFilter filter, Cursor cursor, int limit) {
        Cursor start = Cursor.before(filter.to()).orEarlier(cursor);
        Condition wanted =
                filter.condition(1).and("(letter.last_failure, letter.id) < (?, " + start.id() + ")", start.failedAt());
        String statement = LOOK_UP.formatted(wanted.sql(), limit + 1, LetterSummary.COLUMNS);
        return database.sql(String.join("; ", BY_BITMAP))
                .then()
                .thenMany(wanted.bindTo(database.sql(statement))
                        .map(LetterSummary.ROW)
                        .all())
                .collectList()
                .map(letters -> Slice.of(letters, limit, Cursor::after))
                .as(transactions::transactional);
    }
}
