package io.letsrun.events.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as it is answered.
 *
 * @param missing what should be in it and is not there; of many, the first
 * @param missingTotal how many are missing; null when {@code missing} lists all
 * @param stale true or null
 */
public record PageBody<T>(
        List<T> items,
        Paging page,
        boolean complete,
        List<?> missing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer missingTotal,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean stale) {

    /** @param next null on the last page */
    public record Paging(
            int limit, int offset, int total, @Nullable String next) {}
}
