package io.letsrun.console.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a letter.
 *
 * @param letterId to which life of it
 * @param what {@code failed}, {@code dead-lettered}, and what other features tell: {@code replayed}, {@code discarded}, …
 * @param who the user who did it; absent when nobody did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
        Instant at, String what, @Nullable String who, String detail, long letterId) {}
