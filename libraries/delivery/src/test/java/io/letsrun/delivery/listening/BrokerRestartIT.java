package io.letsrun.delivery.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.delivery.RunningDelivery;
import io.letsrun.testing.Infrastructure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.context.ConfigurableApplicationContext;

/** On a broker that no other test uses, and after the others: a broker that starts beside them is late. */
@Isolated
class BrokerRestartIT extends RunningDelivery {

    private static final Infrastructure SERVERS = Infrastructure.fresh();

    BrokerRestartIT() {
        super(SERVERS.kafka());
    }

    @AfterAll
    static void endBroker() {
        SERVERS.close();
    }

    @Test
    void startsBeforeTheBroker() {
        kafka().stop();
        try (ConfigurableApplicationContext service = service()) {
            assertThat(service.isRunning()).isTrue();

            kafka().start();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> broker.partitions(topic) == 2);
            send(0, 1, 10);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 10)));

            kafka().kill();
            kafka().start();
            send(0, 11, 20);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 20)));
        }
    }
}
