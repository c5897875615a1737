package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the databases hold of what was accepted.
 *
 * @param accepted the metres of every accepted run, by user and run
 */
record Ledger(RunningSystem system, Map<String, Map<String, Integer>> accepted) {

    /** Asserts that before long all that was accepted is stored, and counted, once. */
    void comesOut(Duration patience) {
        await().atMost(patience).untilAsserted(() -> assertThat(stored()).isEqualTo(accepted));
        assertThat(totals()).isEqualTo(sums());
        await().atMost(patience).untilAsserted(() -> assertThat(accounts()).isEqualTo(accepted.size()));
    }

    /** As {@link #accepted}: what is missing, or has another length, differs. */
    private Map<String, Map<String, Integer>> stored() {
        Map<String, Map<String, Integer>> stored = new HashMap<>();
        system.rows("profile", "SELECT user_id, run_id, distance_mm / 1000 FROM profile.run WHERE " + ofThem())
                .forEach(row -> stored.computeIfAbsent(row.get(0), user -> new HashMap<>())
                        .put(row.get(1), Integer.parseInt(row.get(2))));
        return stored;
    }

    /** Runs, millimetres and seconds by user, as counted while they were stored: what was counted twice shows here. */
    private Map<String, List<String>> totals() {
        Map<String, List<String>> totals = new HashMap<>();
        system.rows(
                        "profile",
                        "SELECT user_id, runs, distance_mm, elapsed_s FROM profile.runner_totals WHERE " + ofThem())
                .forEach(row -> totals.put(row.getFirst(), row.subList(1, 4)));
        return totals;
    }

    /** What the totals have to be. */
    private Map<String, List<String>> sums() {
        Map<String, List<String>> sums = new HashMap<>();
        accepted.forEach((user, runs) -> sums.put(
                user,
                List.of(
                        Integer.toString(runs.size()),
                        Long.toString(runs.values().stream()
                                .mapToLong(metres -> metres * 1000L)
                                .sum()),
                        Integer.toString(runs.size() * 3600))));
        return sums;
    }

    private long accounts() {
        return system.count("signup", "SELECT count(*) FROM signup.account WHERE " + ofThem());
    }

    private String ofThem() {
        return "user_id IN ('" + String.join("','", accepted.keySet()) + "')";
    }
}
