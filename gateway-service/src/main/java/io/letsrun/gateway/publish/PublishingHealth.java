package io.letsrun.gateway.publish;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Out of service until the publisher has opened once; then up for good, whatever the brokers do: it asks nobody. */
final class PublishingHealth implements ReactiveHealthIndicator {

    private final KafkaPublisher publisher;

    PublishingHealth(KafkaPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Mono<Health> health() {
        return Mono.just((publisher.wasOpened() ? Health.up() : Health.outOfService()).build());
    }
}
