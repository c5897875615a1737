package io.letsrun.events.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.events.http.Parameters;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that the upstream gives as a whole: so it is always complete.
 *
 * @param stale true, or absent
 */
record PageOfAll<T>(
        List<T> items,
        Paging page,
        boolean complete,
        List<Void> missing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean stale) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    static <T> PageOfAll<T> of(List<T> all, Range range, boolean stale) {
        int from = Math.min(range.offset(), all.size());
        int to = (int) Math.min((long) from + range.limit(), all.size());
        @Nullable String next = to < all.size() ? cursor(to) : null;
        return new PageOfAll<>(
                all.subList(from, to),
                new Paging(range.limit(), range.offset(), all.size(), next),
                true,
                List.of(),
                stale ? true : null);
    }

    /** @throws io.letsrun.edge.problem.Refused when a parameter breaks its rule */
    static Range range(Parameters parameters) {
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        int offset = offset(parameters);
        parameters.check();
        return new Range(limit, offset);
    }

    private static int offset(Parameters parameters) {
        @Nullable String cursor = parameters.get("cursor");
        if (cursor == null) {
            return parameters.number("offset", 0, Integer.MAX_VALUE, 0);
        }
        if (parameters.get("offset") != null) {
            parameters.wrong("cursor", "conflicting", "must not be given beside offset");
        }
        try {
            int offset = Integer.parseInt(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
            if (offset >= 0) {
                return offset;
            }
        } catch (IllegalArgumentException unused) {
            // The same as one out of range.
        }
        parameters.wrong("cursor", "malformed", "must be one that this service gave out");
        return 0;
    }

    private static String cursor(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(offset).getBytes(US_ASCII));
    }

    record Range(int limit, int offset) {}

    /** @param next null on the last page */
    record Paging(
            int limit, int offset, int total, @Nullable String next) {}
}
