package io.letsrun.edge.clock;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Names a wrong clock; it takes nothing out of service, since the brokers' time is used then. */
public final class ClockHealth implements HealthIndicator {

    private final BrokerClock clock;

    public ClockHealth(BrokerClock clock) {
        this.clock = clock;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("aheadOfBrokersSeconds", clock.aheadSeconds());
        return clock.isOff()
                ? health.withDetail("warning", "this machine's clock is not the brokers'")
                        .build()
                : health.build();
    }
}
