package io.letsrun.events.policy;

import java.util.Collection;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up, whatever the upstream does: an instance without it is as good as any other. Shows the breakers, and asks nobody. */
final class UpstreamHealth implements HealthIndicator {

    private final Collection<OperationBreaker> breakers;

    UpstreamHealth(Collection<OperationBreaker> breakers) {
        this.breakers = breakers;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        breakers.forEach(breaker -> health.withDetail(breaker.name(), breaker.state()));
        return health.build();
    }
}
