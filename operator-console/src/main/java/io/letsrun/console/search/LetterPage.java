package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some letters, the last failed first.
 *
 * @param items at most as many as were asked for. A search that is cut short may find fewer, or none, and still go on at
 *     {@code next}
 * @param next the cursor of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterPage(
        List<LetterSummary> items, @Nullable String next) {

    static final LetterPage EMPTY = new LetterPage(List.of(), null);

    /** Makes a page of one letter more than was asked for, if there is one more: so the end is known without a count. */
    static LetterPage of(List<LetterSummary> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new LetterPage(oneMore, null);
        }
        List<LetterSummary> items = List.copyOf(oneMore.subList(0, limit));
        LetterSummary last = items.getLast();
        return new LetterPage(items, new Cursor(last.failedAt(), last.id()).text());
    }
}
