package io.letsrun.console.sending;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the broker said of a batch.
 *
 * @param acknowledged items that all in-sync replicas hold
 * @param refused items whose records it will never take
 * @param failure why the others are neither; null when there are none
 */
record Delivery(
        List<UUID> acknowledged,
        List<UUID> refused,
        @Nullable Throwable failure) {}
