package io.letsrun.guarantees;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 1: a 202 is never lost. Any one process is killed with SIGKILL under traffic, and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessLossGuaranteeTest {

    private static final int BEFORE = 300;
    private static final int AFTER = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private RunningSystem system;

    @BeforeAll
    void start() throws IOException {
        system = RunningSystem.shared();
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
            Ledger ledger = new Ledger(system, traffic.finish());

            ledger.comesOut(PATIENCE);
        }
    }
}
