package io.letsrun.console.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay and how far it has got. Each of its letters is in one of the six numbers after {@code expected}.
 *
 * @param expected how many letters it has
 * @param waiting not sent yet
 * @param sending handed to the broker, which has not acknowledged them yet
 * @param sent acknowledged by the broker, and no verdict yet
 * @param failed failed again
 * @param skipped never sent: somebody else replayed or discarded them first, or they cannot be sent
 * @param rate records a second
 * @param canaries letters that go first and alone; 0 when all go at once
 * @param filter JSON; null when the letters were picked one by one
 * @param reason why it stopped itself, what keeps it from going on, or why letters were skipped; null when there is nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replay(
        UUID id,
        ReplayState state,
        long expected,
        long waiting,
        long sending,
        long sent,
        long applied,
        long failed,
        long skipped,
        int rate,
        int canaries,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @JsonRawValue @Nullable String filter,
        @Nullable String reason) {}
