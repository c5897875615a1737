package io.letsrun.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.upstream.EventsUpstream;
import io.letsrun.events.upstream.EventsUpstreamConfiguration;
import io.letsrun.events.upstream.EventsUpstreamProperties;
import io.letsrun.events.upstream.Requester;
import io.letsrun.simulator.Simulator;
import io.letsrun.simulator.knobs.Knobs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PolicyConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(ObservationRegistry.class, ObservationRegistry::create)
            .withBean(Clock.class, Clock::systemUTC)
            .withUserConfiguration(Settings.class, EventsUpstreamConfiguration.class, PolicyConfiguration.class);

    @EnableConfigurationProperties(EventsUpstreamProperties.class)
    static class Settings {}

    @Test
    void staysUpWithItsBreakersOpenAndShowsThem() {
        try (Simulator simulator = Simulator.start(0, Knobs.flawless().down(true))) {
            application
                    .withPropertyValues("letsrun.events.upstream.url=" + simulator.url())
                    .run(context -> {
                        EventsUpstream upstream = context.getBean(EventsUpstream.class);
                        for (int i = 0; i < 4; i++) { // of three attempts each
                            UpstreamFixture.result(upstream.user("a", Requester.within(UpstreamFixture.LONG)));
                        }

                        Health health = Objects.requireNonNull(
                                context.getBean(HealthIndicator.class).health());
                        assertThat(health.getStatus()).isEqualTo(Status.UP);
                        assertThat(health.getDetails())
                                .extractingByKeys("user", "add")
                                .map(Object::toString)
                                .containsExactly("OPEN", "CLOSED");
                    });
        }
    }

    @Test
    void hasAMeterForEachPolicy() {
        application.run(
                context -> assertThat(context.getBean(MeterRegistry.class).getMeters())
                        .extracting(meter -> meter.getId().getName())
                        .contains(
                                "letsrun.events.upstream.in.flight",
                                "letsrun.events.upstream.queued",
                                "letsrun.events.upstream.queue.wait",
                                "letsrun.events.upstream.retries",
                                "letsrun.events.upstream.retries.denied",
                                "letsrun.events.upstream.retries.budget",
                                "resilience4j.circuitbreaker.state"));
    }
}
