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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at letters one after the other in the order of the page, up to a number of them. */
@Component
final class ScanSearch {

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

    private final DatabaseClient database;

    ScanSearch(DatabaseClient database) {
        this.database = database;
    }

    /** Looks at all letters of the filter's time and user. */
    Mono<Slice<LetterSummary>> page(LetterFilter filter, Cursor cursor, int limit, int most) {
        return scan(filter, Condition.from(1).and("letter.user_id = ?", filter.value(Part.USER)), cursor, limit, most);
    }

    /** Looks at the letters of those causes and topics. */
    Mono<Slice<LetterSummary>> through(List<Count> counts, LetterFilter filter, Cursor cursor, int limit, int most) {
        Integer[] ids = counts.stream().map(Count::id).distinct().toArray(Integer[]::new);
        return scan(filter, Condition.from(1).and("letter.pile = ANY (?)", ids), cursor, limit, most);
    }

    private Mono<Slice<LetterSummary>> scan(LetterFilter filter, Condition path, Cursor cursor, int limit, int most) {
        Cursor start = Cursor.before(filter.to()).orEarlier(cursor);
        Condition bounds = path.and("letter.last_failure >= ?", filter.from())
                .and("letter.last_failure <= ?", start.failedAt())
                .and("(letter.last_failure, letter.id) < (?, " + start.id() + ")", start.failedAt());
        Condition wanted = filter.condition(bounds.next());
        String statement = SCAN.formatted(wanted.sql(), bounds.sql(), most, limit + 1, LetterSummary.COLUMNS);
        return wanted.bindTo(bounds.bindTo(database.sql(statement)))
                .map(Step::of)
                .all()
                .collectList()
                .map(steps -> page(steps, limit, most));
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
