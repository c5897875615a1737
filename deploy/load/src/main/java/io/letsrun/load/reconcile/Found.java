package io.letsrun.load.reconcile;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of a role say of ids.
 *
 * @param asked different ones
 * @param missing neither stored nor rejected
 * @param last when the last of them was stored or rejected
 */
public record Found(
        long asked,
        long stored,
        long rejected,
        Set<AcceptedId> missing,
        @Nullable Instant last) {}
