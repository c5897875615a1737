package io.letsrun.edge.clock;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Reports a wrong clock. The status stays up, since the brokers' time is used then. */
public record ClockHealth(BrokerClock clock) implements HealthIndicator {

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("aheadOfBrokersSeconds", clock.aheadSeconds());
        return clock.isOff()
                ? health.withDetail("warning", "this machine's clock differs from the brokers'")
                        .build()
                : health.build();
    }
}
