package io.letsrun.console.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did.
 *
 * @param letters at most as many as one may name in a request; empty when a filter or the replay tells
 * @param filter JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        long id,
        Instant at,
        String who,
        String role,
        String action,
        @Nullable String reason,
        @Nullable UUID replay,
        List<Long> letters,
        @JsonRawValue @Nullable String filter,
        @Nullable Long count) {}
