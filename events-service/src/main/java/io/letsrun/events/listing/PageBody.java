package io.letsrun.events.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as it is answered.
 *
 * @param missing what should be in it and is not there; of many, the first
 * @param missingTotal how many are missing; null when nothing is
 * @param stale true or null
 */
record PageBody<T>(
        List<T> items,
        Paging page,
        boolean complete,
        List<?> missing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer missingTotal,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean stale) {

    /** A user with ten thousand events of which few arrived would otherwise get a megabyte of ids. */
    private static final int MISSING_LISTED = 200;

    /** @param next null on the last page */
    record Paging(
            int limit, int offset, int total, @Nullable String next) {}

    static <T> PageBody<T> of(List<T> items, Paging page, List<?> missing, boolean stale) {
        return new PageBody<>(
                items,
                page,
                missing.isEmpty(),
                missing.subList(0, Math.min(MISSING_LISTED, missing.size())),
                missing.isEmpty() ? null : missing.size(),
                stale ? true : null);
    }
}
