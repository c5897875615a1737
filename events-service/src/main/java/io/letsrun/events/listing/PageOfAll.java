package io.letsrun.events.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of a list that the upstream gives as a whole: complete, unless some of its entries cannot be read. */
final class PageOfAll {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MISSING_LISTED = 200;

    private PageOfAll() {}

    static <T> PageBody<T> of(UpstreamList<T> list, Function<T, String> id, Range range, boolean stale) {
        List<T> all = list.items();
        int from = Math.min(start(all, id, range), all.size());
        int to = (int) Math.min((long) from + range.limit(), all.size());
        @Nullable String next = to > from && to < all.size() ? cursor(to, id.apply(all.get(to - 1))) : null;
        return new PageBody<>(
                all.subList(from, to),
                new PageBody.Paging(range.limit(), range.after() == null ? range.offset() : from, all.size(), next),
                list.unreadable().isEmpty(),
                list.unreadable().stream()
                        .limit(MISSING_LISTED)
                        .map(entry -> new MissingEntry(entry.isEmpty() ? null : entry, MissingReason.MALFORMED.label()))
                        .toList(),
                null,
                stale ? true : null);
    }

    /** Behind the last entry of the page before, wherever that stands by now. */
    private static <T> int start(List<T> all, Function<T, String> id, Range range) {
        if (range.after() != null) {
            for (int i = 0; i < all.size(); i++) {
                if (id.apply(all.get(i)).equals(range.after())) {
                    return i + 1;
                }
            }
        }
        return range.offset();
    }

    /** @throws io.letsrun.edge.problem.Refused when a parameter breaks its rule */
    static Range range(QueryReader parameters) {
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        int offset = parameters.number("offset", 0, Integer.MAX_VALUE, 0);
        @Nullable String cursor = parameters.get("cursor");
        if (cursor != null && parameters.get("offset") != null) {
            parameters.wrong("cursor", "conflicting", "must not be given beside offset");
        }
        @Nullable Range range = cursor == null ? new Range(limit, offset, null) : after(limit, cursor);
        if (range == null) {
            parameters.wrong("cursor", "malformed", "must be one that this service gave out");
        }
        parameters.check();
        return Objects.requireNonNull(range);
    }

    private static @Nullable Range after(int limit, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(":", 2);
            int offset = Integer.parseInt(parts[0]);
            return offset < 0 || parts.length < 2 ? null : new Range(limit, offset, parts[1]);
        } catch (IllegalArgumentException unused) {
            return null;
        }
    }

    private static String cursor(int offset, String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((offset + ":" + last).getBytes(UTF_8));
    }

    /**
     * What is asked for.
     *
     * @param offset where the page begins; with {@code after}, only if that is not in the list any more
     * @param after the id of the entry before; null without a cursor
     */
    record Range(int limit, int offset, @Nullable String after) {}

    /** @param id null where the entry has none */
    record MissingEntry(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String id,

            String reason) {}
}
