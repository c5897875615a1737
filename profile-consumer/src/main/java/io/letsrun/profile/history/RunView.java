package io.letsrun.profile.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run in the words in which it was sent.
 *
 * @param startedAt RFC 3339, with the offset that the phone sent; in UTC when it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
        UUID runId,
        @Nullable String clientRunId,
        long version,
        String startedAt,
        @Nullable String timeZone,
        BigDecimal distanceMeters,
        int elapsedSeconds,
        @Nullable Integer movingSeconds,
        @Nullable Double elevationGainMeters,
        @Nullable Double averageHeartRateBpm) {}
