package io.letsrun.events.policy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.letsrun.events.upstream.AddOutcome;
import io.letsrun.events.upstream.EventsUpstreamConfiguration;
import io.letsrun.events.upstream.EventsUpstreamProperties;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamFailure;
import io.letsrun.simulator.Simulator;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.testing.SettableClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/** The upstream with all its policies, in front of a simulator; the breakers' time is the test's. */
final class UpstreamFixture implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);

    final Simulator simulator = Simulator.start(0, Knobs.flawless());
    final SettableClock clock = new SettableClock("2026-01-01T06:00:00.900Z");
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final GuardedUpstream upstream;
    private final ConnectionProvider connections;

    private UpstreamFixture(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("url", simulator.url());
        all.put("retry.pause", "1ms"); // so that no test waits
        all.put("retry.longest", "1ms");
        all.putAll(settings);
        EventsUpstreamProperties properties = properties(all);
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        connections = EventsUpstreamConfiguration.upstreamConnections(properties);
        upstream = new GuardedUpstream(
                EventsUpstreamConfiguration.upstreamClient(properties, connections, Clock.systemUTC()),
                properties,
                CircuitBreakerRegistry.ofDefaults(),
                clock,
                () -> 0.5,
                meters,
                observations);
    }

    /** @param settings keys below {@code letsrun.events.upstream}, and values, in turn */
    static UpstreamFixture with(Object... settings) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
        return new UpstreamFixture(map);
    }

    static EventsUpstreamProperties properties(Map<String, Object> settings) {
        Map<String, Object> keys = new HashMap<>();
        settings.forEach((key, value) -> keys.put("letsrun.events.upstream." + key, value));
        return new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("letsrun.events.upstream", EventsUpstreamProperties.class);
    }

    void knobs(UnaryOperator<Knobs> change) {
        simulator.knobs(change);
    }

    /** Why there is no answer. */
    record Missing(MissingReason reason, @Nullable Duration retryAfter) {}

    static Missing missing(MissingReason reason) {
        return new Missing(reason, null);
    }

    /** Returns an Optional, or {@link Missing}. */
    Object event(String id) {
        return result(upstream.event(id, Requester.within(LONG)));
    }

    static Object result(Mono<?> read) {
        return block(read.<Object>map(found -> found)
                .onErrorResume(
                        UpstreamFailure.class,
                        failure -> Mono.just(new Missing(failure.reason(), failure.retryAfter()))));
    }

    AddOutcome add(@Nullable String key) {
        return block(upstream.add(new UpstreamEvent.Draft("runner", "Parkrun", null), key, Requester.within(LONG)));
    }

    double count(String meter, String... tags) {
        Counter counter =
                meters.find("letsrun.events.upstream." + meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Returns how many attempts ended so. */
    long attempts(String operation, String outcome) {
        io.micrometer.core.instrument.Timer timer = meters.find("letsrun.events.upstream.calls")
                .tags("operation", operation, "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    static <T> T block(Mono<T> mono) {
        T value = mono.block(LONG.plusSeconds(5));
        if (value == null) {
            throw new AssertionError("no answer");
        }
        return value;
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(5));
        simulator.close();
    }
}
