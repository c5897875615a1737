package io.letsrun.profile.runner;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A runner and what their runs add up to. The name is absent while only runs have arrived and the signup's outcome has not.
 *
 * @param updatedAt of the last change to any of it, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Profile(
        UUID userId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String city,
        @Nullable String country,
        Totals totals,
        Instant updatedAt) {

    /** @param distanceMeters with three decimals, so that it is exact */
    record Totals(long runs, BigDecimal distanceMeters, long elapsedSeconds) {}
}
