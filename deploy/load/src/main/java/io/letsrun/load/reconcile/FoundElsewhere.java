package io.letsrun.load.reconcile;

import java.util.HashSet;
import java.util.Set;

/**
 * Where ids are that have no row.
 *
 * @param dead among the dead letters
 * @param waiting on their way
 */
public record FoundElsewhere(Set<AcceptedId> dead, Set<AcceptedId> waiting) {

    public FoundElsewhere() {
        this(new HashSet<>(), new HashSet<>());
    }
}
