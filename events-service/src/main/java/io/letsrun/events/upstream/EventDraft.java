package io.letsrun.events.upstream;

import org.jspecify.annotations.Nullable;

/** An event that does not exist yet. */
public record EventDraft(
        String userId, String name, @Nullable String details) {}
