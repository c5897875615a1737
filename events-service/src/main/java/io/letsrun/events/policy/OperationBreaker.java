package io.letsrun.events.policy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.letsrun.events.upstream.EventsUpstreamProperties.Breakers;
import io.letsrun.events.upstream.UpstreamFailure;
import io.letsrun.events.upstream.UpstreamFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Stops calls when too many fail, or when the upstream asks for a pause; then lets single calls through as probes. This is
 * resilience4j's breaker with a time-based window; it adds when the next probe is due, which resilience4j does not tell.
 */
final class OperationBreaker {

    private static final Logger log = LoggerFactory.getLogger(OperationBreaker.class);
    private static final int WINDOW_SECONDS = 30;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Breakers settings;
    private final Clock clock;
    private volatile Instant nextProbe = Instant.MIN;

    OperationBreaker(String name, Breakers settings, CircuitBreakerRegistry registry, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.breaker = registry.circuitBreaker(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                WINDOW_SECONDS,
                                settings.calls(),
                                CircuitBreakerConfig.SlidingWindowType.TIME_BASED,
                                CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(settings.interval())
                        .recordException(failure -> is(failure, Kind.PASSING))
                        .ignoreException(failure -> !is(failure, Kind.PASSING) && !is(failure, Kind.UNWANTED))
                        .writableStackTraceEnabled(false)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher().onStateTransition(this::changed);
    }

    private static boolean is(Throwable failure, Kind kind) {
        return failure instanceof UpstreamFailure known && known.kind() == kind;
    }

    /**
     * Returns the call as far as it is let through; otherwise fails as {@link UpstreamFailure}, and the call is not subscribed
     * to. A call that is cancelled, throttled or answered with something malformed counts as neither success nor failure.
     */
    <T> Mono<T> around(Mono<T> call) {
        return call.doOnError(UpstreamFailure.class, this::heed)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(CallNotPermittedException.class, refused -> UpstreamFailure.open(untilNextProbe()));
    }

    /** Returns what a call would meet now; null where it may be let through. */
    @Nullable UpstreamFailure refusal() {
        return breaker.getState() == State.OPEN && !clock.instant().isAfter(nextProbe)
                ? UpstreamFailure.open(untilNextProbe())
                : null;
    }

    boolean isClosed() {
        return breaker.getState() == State.CLOSED;
    }

    State state() {
        return breaker.getState();
    }

    String name() {
        return breaker.getName();
    }

    /** While a probe is under way, nobody knows when the next one may be. */
    private Duration untilNextProbe() {
        if (breaker.getState() == State.HALF_OPEN) {
            return settings.interval();
        }
        Duration wait = Duration.between(clock.instant(), nextProbe);
        return wait.isPositive() ? wait : Duration.ofMillis(1);
    }

    /** Makes a pause where the upstream asks for one, before anybody else is let through. */
    private void heed(UpstreamFailure failure) {
        @Nullable Duration asked = failure.retryAfter();
        if (failure.kind() == Kind.THROTTLED) {
            pause(asked == null ? settings.interval() : asked);
        } else if (asked != null && asked.isPositive()) {
            pause(asked);
        }
    }

    private synchronized void pause(Duration asked) {
        Duration longest = settings.longestPause();
        Duration least = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        Instant until = clock.instant().plus(least.compareTo(longest) > 0 ? longest : least);
        if (breaker.getState() != State.OPEN || until.isAfter(nextProbe)) {
            breaker.transitionToOpenStateUntil(until);
            nextProbe = until;
        }
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        State to = event.getStateTransition().getToState();
        if (to == State.OPEN) {
            nextProbe = clock.instant().plus(settings.interval());
        }
        if (event.getStateTransition().getFromState() == State.CLOSED) {
            log.atWarn()
                    .addKeyValue("breaker", breaker.getName())
                    .log("The breaker opened: the upstream gets only probes of this operation until one succeeds");
        } else if (to == State.CLOSED) {
            log.atInfo().addKeyValue("breaker", breaker.getName()).log("The breaker closed: all calls are sent again");
        }
    }
}
