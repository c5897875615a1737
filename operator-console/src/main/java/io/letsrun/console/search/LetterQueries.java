package io.letsrun.console.search;

import io.letsrun.console.search.CauseCounts.Count;
import io.letsrun.console.search.LetterFilter.Part;
import io.letsrun.console.web.Slice;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The ways to find a page of letters, of which {@link LetterSearch} chooses. */
@Component
final class LetterQueries {

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

    private static final String SCAN = """
            WITH candidate AS MATERIALIZED (
                SELECT letter.id, letter.last_failure, (%s) AS hit
                  FROM dead_letters.letter
                 WHERE %s
                 ORDER BY letter.last_failure DESC, letter.id DESC
                 LIMIT %d
            ), hit AS (
                SELECT id
                  FROM candidate
                 WHERE hit
                 ORDER BY last_failure DESC, id DESC
                 LIMIT %d
            ), scan AS (
                SELECT count(*) AS scanned,
                       (SELECT last_failure FROM candidate ORDER BY last_failure, id LIMIT 1) AS end_at,
                       (SELECT id FROM candidate ORDER BY last_failure, id LIMIT 1) AS end_id
                  FROM candidate
            )
            SELECT scan.*, %s
              FROM scan
              LEFT JOIN (hit JOIN dead_letters.letter USING (id)) ON true
             ORDER BY letter.last_failure DESC, letter.id DESC
            """;

    /** The page's order, and what the planner guesses of a text, would make it walk the whole table. */
    private static final String BY_BITMAP =
            "SET LOCAL enable_indexscan = off; SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = 60";

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

    LetterQueries(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Merges the newest letters of several causes: of each no more is read than the page could show. */
    Mono<Slice<LetterSummary>> merge(LetterFilter filter, List<Count> counts, Cursor cursor, int limit) {
        Condition bounds = before(Condition.from(3).and("letter.last_failure >= ?", filter.from()), filter, cursor);
        GenericExecuteSpec statement = database.sql(MERGE.formatted(bounds.sql(), limit + 1, LetterSummary.COLUMNS))
                .bind(0, counts.stream().map(Count::id).toArray(Integer[]::new))
                .bind(1, counts.stream().map(count -> count.state().code()).toArray(String[]::new));
        return page(bounds.bindTo(statement), limit);
    }

    /** Looks a text up in the index of trigrams, as long as there is time. */
    Mono<Slice<LetterSummary>> trigrams(LetterFilter filter, Cursor cursor, int limit) {
        Condition wanted = before(filter.condition(1), filter, cursor);
        String statement = LOOK_UP.formatted(wanted.sql(), limit + 1, LetterSummary.COLUMNS);
        return database.sql(BY_BITMAP)
                .then()
                .then(page(wanted.bindTo(database.sql(statement)), limit))
                .as(transactions::transactional);
    }

    private static Mono<Slice<LetterSummary>> page(GenericExecuteSpec statement, int limit) {
        return statement
                .map(LetterSummary.ROW)
                .all()
                .collectList()
                .map(letters -> Slice.of(letters, limit, Cursor::after));
    }

    /** Looks at letters of the filter's time and user one after the other, up to a number of them. */
    Mono<Slice<LetterSummary>> scan(LetterFilter filter, Cursor cursor, int limit, int most) {
        return scan(filter, Condition.from(1).and("letter.user_id = ?", filter.value(Part.USER)), cursor, limit, most);
    }

    /** Looks at the letters of those causes and topics likewise. */
    Mono<Slice<LetterSummary>> scan(List<Count> counts, LetterFilter filter, Cursor cursor, int limit, int most) {
        Integer[] ids = counts.stream().map(Count::id).distinct().toArray(Integer[]::new);
        return scan(filter, Condition.from(1).and("letter.pile = ANY (?)", ids), cursor, limit, most);
    }

    private Mono<Slice<LetterSummary>> scan(LetterFilter filter, Condition path, Cursor cursor, int limit, int most) {
        Condition bounds = before(
                path.and("letter.last_failure >= ?", filter.from())
                        .and("letter.last_failure <= ?", start(filter, cursor).failedAt()),
                filter,
                cursor);
        Condition wanted = filter.condition(bounds.next());
        String statement = SCAN.formatted(wanted.sql(), bounds.sql(), most, limit + 1, LetterSummary.COLUMNS);
        return wanted.bindTo(bounds.bindTo(database.sql(statement)))
                .map(Step::of)
                .all()
                .collectList()
                .map(steps -> page(steps, limit, most));
    }

    private static Cursor start(LetterFilter filter, Cursor cursor) {
        return Cursor.before(filter.to()).orEarlier(cursor);
    }

    private static Condition before(Condition condition, LetterFilter filter, Cursor cursor) {
        Cursor start = start(filter, cursor);
        return condition.and("(letter.last_failure, letter.id) < (?, " + start.id() + ")", start.failedAt());
    }

    private static Slice<LetterSummary> page(List<Step> steps, int limit, int most) {
        List<LetterSummary> hits =
                steps.stream().map(Step::letter).filter(Objects::nonNull).toList();
        Slice<LetterSummary> page = Slice.of(hits, limit, Cursor::after);
        Step end = steps.getFirst();
        boolean complete = page.next() != null || end.scanned() < most || end.at() == null;
        return complete ? page : new Slice<>(hits, new Cursor(Objects.requireNonNull(end.at()), end.id()).toString());
    }

    /**
     * A letter that was found, if any, and how far the scan went.
     *
     * @param at of the last letter that was looked at, as its id
     */
    private record Step(
            long scanned,
            @Nullable Instant at,
            long id,
            @Nullable LetterSummary letter) {

        static Step of(Readable row) {
            Long end = row.get("end_id", Long.class);
            return new Step(
                    Objects.requireNonNull(row.get("scanned", Long.class)),
                    row.get("end_at", Instant.class),
                    end == null ? 0 : end,
                    row.get("id", Long.class) == null ? null : LetterSummary.ROW.apply(row));
        }
    }
}
