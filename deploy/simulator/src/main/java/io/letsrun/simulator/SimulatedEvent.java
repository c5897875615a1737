package io.letsrun.simulator;

import org.jspecify.annotations.Nullable;

/** An event, as the upstream tells it. */
record SimulatedEvent(
        String id, String name, String userId, @Nullable String details) {}
