package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 1: a 202 is never lost. Any one process is killed with SIGKILL under traffic, and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptedIsStoredGuaranteeTest {

    private static final int BEFORE = 300;
    private static final int AFTER = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private RunningSystem system;

    @BeforeAll
    void start() throws IOException {
        system = RunningSystem.start();
    }

    @AfterAll
    void end() {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-service", "signup-service", "profile-consumer", "kafka", "postgres", "redis"})
    void everyAcceptedRunIsStoredOnceAfterTheKillOf(String component) throws Exception {
        try (Traffic traffic = new Traffic(system, component)) {
            await().atMost(PATIENCE).until(() -> traffic.accepted() >= BEFORE);

            system.kill(component);
            system.restart(component);

            int then = traffic.accepted();
            await().atMost(PATIENCE).until(() -> traffic.accepted() >= then + AFTER);
            Map<String, Map<String, Integer>> accepted = traffic.finish();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stored(accepted)).isEqualTo(accepted));
            assertThat(totals(accepted)).isEqualTo(sums(accepted));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(accounts(accepted)).isEqualTo(accepted.size()));
        }
    }

    private Map<String, Map<String, Integer>> stored(Map<String, Map<String, Integer>> accepted) {
        Map<String, Map<String, Integer>> stored = new HashMap<>();
        system.rows(
                        "profile",
                        "SELECT user_id, run_id, distance_mm / 1000 FROM profile.run WHERE user_id IN (" + in(accepted)
                                + ")")
                .forEach(row -> stored.computeIfAbsent(row.get(0), user -> new HashMap<>())
                        .put(row.get(1), Integer.parseInt(row.get(2))));
        return stored;
    }

    private Map<String, List<String>> totals(Map<String, Map<String, Integer>> accepted) {
        Map<String, List<String>> totals = new HashMap<>();
        system.rows(
                        "profile",
                        "SELECT user_id, runs, distance_mm, elapsed_s FROM profile.runner_totals WHERE user_id IN ("
                                + in(accepted) + ")")
                .forEach(row -> totals.put(row.getFirst(), row.subList(1, 4)));
        return totals;
    }

    private static Map<String, List<String>> sums(Map<String, Map<String, Integer>> accepted) {
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

    private long accounts(Map<String, Map<String, Integer>> accepted) {
        return system.count("signup", "SELECT count(*) FROM signup.account WHERE user_id IN (" + in(accepted) + ")");
    }

    private static String in(Map<String, Map<String, Integer>> accepted) {
        return "'" + String.join("','", accepted.keySet()) + "'";
    }
}
