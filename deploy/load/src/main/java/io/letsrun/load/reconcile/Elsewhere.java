package io.letsrun.load.reconcile;

import java.util.HashSet;
import java.util.Set;

/**
 * Where ids are that have no row.
 *
 * @param dead among the dead letters
 * @param waiting on their way
 */
record Elsewhere(Set<AcceptedId> dead, Set<AcceptedId> waiting) {

    Elsewhere() {
        this(new HashSet<>(), new HashSet<>());
    }
}
