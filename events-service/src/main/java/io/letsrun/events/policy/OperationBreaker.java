package io.letsrun.events.policy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Stops calls to what keeps failing, and lets single ones through to see whether it is well again. resilience4j holds the
 * window and the states. What it does not have is here: a count of failures that opens at low traffic, where a rate says
 * little; probes that are apart in time; and answers to calls of an earlier state, which say nothing of this one.
 */
public final class OperationBreaker {

    private static final Logger log = LoggerFactory.getLogger(OperationBreaker.class);

    /** One call that was let through. Guarded by the breaker. */
    private static final class Permit {

        private final long era;
        private final Instant since;
        private boolean used;

        Permit(long era, Instant since) {
            this.era = era;
            this.since = since;
        }
    }

    private final CircuitBreaker machine;
    private final BreakerSettings settings;
    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>(); // of this era, the latest few
    private volatile State state = State.CLOSED; // of the machine, as of its last change here
    private Instant nextProbe = Instant.MIN;
    private long era; // of one closed time, one open time, one time of probes
    private int underWay; // of this era

    public OperationBreaker(String name, BreakerSettings settings, CircuitBreakerRegistry registry, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.machine = registry.circuitBreaker(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                (int) settings.window().toSeconds(),
                                settings.lowTraffic(),
                                CircuitBreakerConfig.SlidingWindowType.TIME_BASED,
                                CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                        .failureRateThreshold(settings.failureRate())
                        .permittedNumberOfCallsInHalfOpenState(settings.probes())
                        .waitDurationInOpenState(settings.interval())
                        .clock(clock)
                        .build());
    }

    /**
     * Returns the call as far as it is let through; otherwise fails as {@link Open}, and the call is not subscribed to.
     * A call that is cancelled counts as neither success nor failure.
     *
     * @param isFailure tells which errors are the fault of what is called; others show that it is well
     */
    public <T> Mono<T> around(Mono<T> call, Predicate<? super Throwable> isFailure) {
        return Mono.defer(() -> {
            Permit permit = admit();
            return call.doOnSuccess(answer -> succeeded(permit))
                    .doOnError(failure -> {
                        if (isFailure.test(failure)) {
                            failed(permit, failure);
                        } else {
                            succeeded(permit);
                        }
                    })
                    .doOnCancel(() -> cancelled(permit));
        });
    }

    public boolean isClosed() {
        return state == State.CLOSED;
    }

    public State state() {
        return state;
    }

    public String name() {
        return machine.getName();
    }

    /** Returns what a call would meet now; null where it would be let through. */
    public synchronized @Nullable Open refusal() {
        if (isClosed()) {
            return null;
        }
        Duration wait = Duration.between(clock.instant(), nextProbe);
        if (wait.isPositive()) {
            return new Open(wait);
        }
        return state == State.HALF_OPEN && underWay > 0 ? new Open(settings.interval()) : null;
    }

    private synchronized Permit admit() {
        Open refusal = refusal();
        if (refusal != null) {
            throw refusal;
        }
        Instant now = clock.instant();
        if (state != State.CLOSED) {
            nextProbe = now.plus(settings.interval());
        }
        if (state == State.OPEN) {
            machine.transitionToHalfOpenState();
            follow();
        }
        underWay++;
        return new Permit(era, now);
    }

    private synchronized void succeeded(Permit permit) {
        if (counts(permit)) {
            machine.onSuccess(nanosSince(permit), TimeUnit.NANOSECONDS);
            follow();
        }
    }

    private synchronized void failed(Permit permit, Throwable failure) {
        if (counts(permit)) {
            machine.onError(nanosSince(permit), TimeUnit.NANOSECONDS, failure);
            if (state == State.HALF_OPEN || tooManyAtLowTraffic()) {
                open();
            }
            follow();
        }
    }

    private synchronized void cancelled(Permit permit) {
        counts(permit);
    }

    /** Ends the call's stay; returns whether its end says something about the state of now. */
    private boolean counts(Permit permit) {
        boolean first = !permit.used;
        permit.used = true;
        if (first && permit.era == era) {
            underWay--;
            return true;
        }
        return false;
    }

    /**
     * Calls under way are traffic too: of fifty that begin at once those that are refused come back first, and three of
     * them are no reason to refuse the next fifty.
     */
    private boolean tooManyAtLowTraffic() {
        Instant now = clock.instant();
        failures.addLast(now);
        if (failures.size() > settings.failures()) {
            failures.removeFirst();
        }
        return failures.size() == settings.failures()
                && !failures.getFirst().plus(settings.window()).isBefore(now)
                && machine.getMetrics().getNumberOfBufferedCalls() + underWay < settings.lowTraffic();
    }

    /** The machine may have opened by itself, because of the rate. */
    private void open() {
        if (machine.getState() != State.OPEN) {
            machine.transitionToOpenState();
        }
    }

    private void follow() {
        State now = machine.getState();
        if (now == state) {
            return;
        }
        if (state == State.CLOSED) {
            log.atWarn().addKeyValue("breaker", machine.getName()).log("breaker opened");
        } else if (now == State.CLOSED) {
            log.atInfo().addKeyValue("breaker", machine.getName()).log("breaker closed");
        }
        state = now;
        era++;
        underWay = 0;
        failures.clear();
        if (now == State.OPEN) {
            nextProbe = clock.instant().plus(settings.interval());
        }
    }

    private long nanosSince(Permit permit) {
        return Duration.between(permit.since, clock.instant()).toNanos();
    }
}
