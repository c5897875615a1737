package io.letsrun.events.upstream;

import org.jspecify.annotations.Nullable;

/** An event, as the upstream tells it. */
public record UpstreamEvent(
        String id, String name, String userId, @Nullable String details) {

    /** An event that does not exist yet. */
    public record Draft(
            String userId, String name, @Nullable String details) {}
}
