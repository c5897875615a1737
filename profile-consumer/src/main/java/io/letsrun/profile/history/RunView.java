package io.letsrun.profile.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run in the words in which it was sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
        UUID runId,
        @Nullable String clientRunId,
        long version,
        Instant startedAt,
        @Nullable String timeZone,
        BigDecimal distanceMeters,
        int elapsedSeconds,
        @Nullable Integer movingSeconds,
        @Nullable Double elevationGainMeters,
        @Nullable Double averageHeartRateBpm) {}
