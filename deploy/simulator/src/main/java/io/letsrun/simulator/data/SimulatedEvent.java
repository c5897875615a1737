package io.letsrun.simulator.data;

import org.jspecify.annotations.Nullable;

/** An event, as the upstream tells it. */
public record SimulatedEvent(
        String id, String name, String userId, @Nullable String details) {}
