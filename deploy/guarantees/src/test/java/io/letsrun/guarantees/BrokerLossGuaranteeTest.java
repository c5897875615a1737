package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise 1 with three brokers: whichever is lost, nothing that was accepted is, and writes go on without it. */
class BrokerLossGuaranteeTest {

    private static final int BEFORE = 300;
    private static final int WITHOUT = 600;
    private static final int AFTER = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * The controllers miss their leader for 2 s and elect another within 1 s; that one misses the broker for 2 s and gives its
     * partitions away; the producer learns of it. What was sent meanwhile the gateway gives up after 10 s. The rest is for
     * cores that others want too.
     */
    private static final Duration FAILOVER = Duration.ofSeconds(20);

    @Test
    void losingTheControllerAndLeaderCostsNothingButAMoment() throws Exception {
        try (RunningSystem system = RunningSystem.start(3);
                Brokers brokers = new Brokers(system);
                Traffic traffic = new Traffic(system, "broker-loss")) {
            await().atMost(PATIENCE).until(() -> traffic.accepted() >= BEFORE);
            int lost = brokers.activeController();
            assertThat(brokers.ledBy(lost, "letsrun.runs")).isPositive();

            Instant killed = Instant.now();
            system.kill("kafka-" + lost);
            int then = traffic.accepted();
            await().atMost(FAILOVER).until(() -> traffic.accepted() >= then + WITHOUT);
            assertThat(brokers.activeController()).isNotEqualTo(lost);
            assertThat(brokers.inSync()).isEqualTo(List.of(2));
            assertThat(brokers.ledBy(lost, "letsrun.runs")).isZero();

            system.restart("kafka-" + lost);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(brokers.inSync()).isEqualTo(List.of(3)));
            int whole = traffic.accepted();
            await().atMost(PATIENCE).until(() -> traffic.accepted() >= whole + AFTER);
            Ledger ledger = new Ledger(system, traffic.finish());

            assertThat(traffic.waits().refusals()).allMatch(killed.plus(FAILOVER)::isAfter);
            assertThat(traffic.waits().longest()).isLessThan(FAILOVER);
            ledger.comesOut(PATIENCE);
        }
    }
}
