package io.letsrun.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class OperationBreakerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock();
    private final OperationBreaker breaker = new OperationBreaker(
            "test",
            new BreakerSettings(3, Duration.ofSeconds(30), 20, 50, INTERVAL, 2),
            CircuitBreakerRegistry.ofDefaults(),
            clock);

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Returns what a call ended with; null when it was good. */
    private @Nullable Throwable call(Mono<String> call) {
        List<Throwable> failures = new ArrayList<>();
        breaker.around(call, failure -> failure instanceof Broken).subscribe(answer -> {}, failures::add);
        return failures.isEmpty() ? null : failures.getFirst();
    }

    private @Nullable Throwable good() {
        return call(Mono.just(""));
    }

    private @Nullable Throwable bad() {
        return call(Mono.error(new Broken()));
    }

    private Disposable begin(Sinks.One<String> answer) {
        return breaker.around(answer.asMono(), failure -> failure instanceof Broken)
                .subscribe(text -> {}, failure -> {});
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            bad();
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void opensOnTheThirdFailureAtLowTraffic() {
        for (int i = 0; i < 5; i++) {
            good();
        }
        bad();
        bad();
        assertThat(breaker.isClosed()).isTrue();

        bad();

        assertThat(breaker.isClosed()).isFalse();
        assertThat(bad()).isInstanceOf(Open.class);
    }

    @Test
    void countsFailuresThatAreThirtySecondsApartAndNoneThatAreFurther() {
        bad();
        bad();
        clock.pass(Duration.ofSeconds(30).plusMillis(1));
        bad();
        assertThat(breaker.isClosed()).isTrue();
        clock.pass(Duration.ofSeconds(29));
        bad();
        assertThat(breaker.isClosed()).isTrue();
        clock.pass(Duration.ofSeconds(1));

        bad();

        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void opensOnTheRateAtHighTraffic() {
        for (int i = 0; i < 20; i++) {
            good();
        }
        for (int i = 0; i < 19; i++) {
            bad();
        }
        assertThat(breaker.isClosed()).isTrue();

        bad();

        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void takesCallsUnderWayForTraffic() {
        List<Sinks.One<String>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(Sinks.one());
            begin(calls.getLast());
        }

        calls.subList(0, 3).forEach(call -> call.tryEmitError(new Broken()));
        assertThat(breaker.isClosed()).isTrue();

        calls.subList(3, 20).forEach(call -> call.tryEmitError(new Broken()));
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void countsNeitherWhatIsUnwantedNorWhatIsCancelled() {
        for (int i = 0; i < 50; i++) {
            call(Mono.error(new Unwanted()));
            begin(Sinks.one()).dispose();
        }

        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void saysHowLongItStaysOpen() {
        open();
        clock.pass(Duration.ofSeconds(2));

        assertThat(bad())
                .isInstanceOfSatisfying(
                        Open.class, open -> assertThat(open.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void letsOneProbeThroughInEachInterval() {
        open();
        int probes = 0;
        for (int millis = 0; millis < 60_000; millis += 100) {
            probes += bad() instanceof Broken ? 1 : 0;
            clock.pass(Duration.ofMillis(100));
        }

        assertThat(probes).isEqualTo(11); // at 5 s, 10 s, … 55 s
    }

    @Test
    void letsNoSecondProbeThroughWhileOneIsUnderWay() {
        open();
        clock.pass(INTERVAL);
        begin(Sinks.one());
        clock.pass(INTERVAL.multipliedBy(3));

        assertThat(good()).isInstanceOf(Open.class);
    }

    @Test
    void closesAfterTwoGoodProbesOneIntervalApart() {
        open();
        clock.pass(INTERVAL);
        assertThat(good()).isNull();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(good()).isInstanceOf(Open.class);
        clock.pass(INTERVAL);

        assertThat(good()).isNull();

        assertThat(breaker.isClosed()).isTrue();
        assertThat(good()).isNull();
    }

    @Test
    void opensAgainOnABadProbe() {
        open();
        clock.pass(INTERVAL);
        bad();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        clock.pass(INTERVAL);
        good();
        clock.pass(INTERVAL);

        bad();

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        clock.pass(INTERVAL);
        good();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void forgetsACancelledProbe() {
        open();
        clock.pass(INTERVAL);
        begin(Sinks.one()).dispose();
        assertThat(good()).isInstanceOf(Open.class);
        clock.pass(INTERVAL);

        assertThat(good()).isNull();

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void ignoresWhatCallsOfAnEarlierTimeEndWith() {
        Sinks.One<String> late = Sinks.one();
        begin(late);
        List<Sinks.One<String>> good = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            good.add(Sinks.one());
            begin(good.getLast());
        }
        open();
        clock.pass(INTERVAL);
        Sinks.One<String> probe = Sinks.one();
        begin(probe);

        late.tryEmitError(new Broken());
        good.forEach(call -> call.tryEmitValue(""));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(good()).isInstanceOf(Open.class);
        probe.tryEmitValue("");
        clock.pass(INTERVAL);
        good();
        assertThat(breaker.isClosed()).isTrue();
    }
}
