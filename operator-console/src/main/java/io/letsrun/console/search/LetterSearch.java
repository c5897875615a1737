package io.letsrun.console.search;

import io.letsrun.console.search.CauseCounts.Count;
import io.letsrun.console.search.LetterFilter.Part;
import io.letsrun.console.web.Slice;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds a page of letters by whichever way is known to be short, instead of leaving it to estimates:
 *
 * <ul>
 *   <li>a user's letters, and those of no filter but time, lie in the order of the page in an index;
 *   <li>what a filter chooses by topic, group, exception, cause or state are the letters of some causes, each in that order in
 *       an index, and the page is merged from their newest;
 *   <li>a text is looked for in few letters if the rest of the filter leaves few; else among the newest, which finds what is
 *       common; else in the index of trigrams, which finds what is rare.
 * </ul>
 *
 * <p>What no way finds in time, such as a text that was common long ago, is looked for in as many letters as there is time for,
 * and the page says where to go on. So no page takes long, and none is wrong.
 */
@Component
public final class LetterSearch {

    /** As many letters as can be looked at in a small part of a page's time. */
    private static final int FEW = 2_000;

    /** As many as can be looked at in the whole of it. */
    private static final int MANY = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String STATEMENT_TIMEOUT = "57014";

    private final CauseCounts counts;
    private final LetterQueries queries;

    LetterSearch(CauseCounts counts, LetterQueries queries) {
        this.counts = counts;
        this.queries = queries;
    }

    /** Returns a page of letters, the last failed first. */
    public Mono<Slice<LetterSummary>> page(LetterFilter filter, Cursor cursor, int limit) {
        return found(filter, cursor, limit).timeout(PATIENCE);
    }

    private Mono<Slice<LetterSummary>> found(LetterFilter filter, Cursor cursor, int limit) {
        if (filter.has(Part.USER)) {
            return queries.scan(filter, cursor, limit, MANY);
        }
        if (filter.choosesCounts()) {
            return counts.of(filter).flatMap(chosen -> chosen(filter, chosen, cursor, limit));
        }
        return !filter.has(Part.TEXT) ? queries.scan(filter, cursor, limit, limit + 1) : text(filter, cursor, limit);
    }

    private Mono<Slice<LetterSummary>> chosen(LetterFilter filter, List<Count> chosen, Cursor cursor, int limit) {
        if (chosen.isEmpty()) {
            return Mono.just(new Slice<>(List.of(), null));
        }
        boolean some = chosen.size() <= CauseCounts.MANY;
        if (!filter.has(Part.TEXT)) {
            return some ? queries.merge(filter, chosen, cursor, limit) : queries.scan(filter, cursor, limit, MANY);
        }
        long letters = chosen.stream().mapToLong(Count::letters).sum();
        return some && letters <= MANY
                ? queries.scan(chosen, filter, cursor, limit, MANY)
                : text(filter, cursor, limit);
    }

    private Mono<Slice<LetterSummary>> text(LetterFilter filter, Cursor cursor, int limit) {
        return queries.scan(filter, cursor, limit, FEW)
                .filter(page -> page.next() == null || page.items().size() == limit)
                .switchIfEmpty(Mono.defer(() -> queries.trigrams(filter, cursor, limit)))
                .onErrorResume(LetterSearch::tookTooLong, error -> Mono.empty())
                .switchIfEmpty(Mono.defer(() -> queries.scan(filter, cursor, limit, MANY)));
    }

    private static boolean tookTooLong(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException sql && STATEMENT_TIMEOUT.equals(sql.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
