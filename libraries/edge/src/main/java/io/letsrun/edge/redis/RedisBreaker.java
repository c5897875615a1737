package io.letsrun.edge.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/** The breaker in front of Redis: after five failures in a row one command may try in each pause. */
final class RedisBreaker {

    private static final int FAILURES = 5;

    private RedisBreaker() {}

    static CircuitBreaker of(Duration pause) {
        return CircuitBreaker.of(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                FAILURES,
                                FAILURES,
                                SlidingWindowType.COUNT_BASED,
                                SlidingWindowSynchronizationStrategy.LOCK_FREE) // event loops record their calls
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** Registers the states as resilience4j's own meters do; those would also time each command. */
    static void register(CircuitBreaker breaker, MeterRegistry meters) {
        for (CircuitBreaker.State state : new CircuitBreaker.State[] {
            CircuitBreaker.State.CLOSED, CircuitBreaker.State.OPEN, CircuitBreaker.State.HALF_OPEN
        }) {
            Gauge.builder("resilience4j.circuitbreaker.state", breaker, each -> each.getState() == state ? 1 : 0)
                    .description("The states of the circuit breaker")
                    .tag("name", breaker.getName())
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }
}
