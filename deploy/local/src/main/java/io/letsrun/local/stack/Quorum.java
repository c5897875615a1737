package io.letsrun.local.stack;

import io.letsrun.local.Refusal;
import java.util.List;
import java.util.Set;

/**
 * Brokers decide by majority: one of three waits for a second, and becomes ready only with it.
 *
 * @param brokers the names of all
 */
record Quorum(List<String> brokers) {

    /** Refuses a start that would only wait. */
    void requireFor(Set<String> starting, Set<String> running) {
        List<String> missing = brokers.stream()
                .filter(broker -> !starting.contains(broker) && !running.contains(broker))
                .toList();
        boolean some = brokers.stream().anyMatch(starting::contains);
        if (some && 2 * missing.size() > brokers.size()) {
            throw new Refusal("Of " + brokers.size() + " brokers two must run for any of them to be ready: start "
                    + String.join(" or ", missing) + " with it, in one ./letsrun start.");
        }
    }
}
