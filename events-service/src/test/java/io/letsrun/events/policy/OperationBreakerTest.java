package io.letsrun.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.letsrun.events.upstream.EventsUpstreamProperties.Breakers;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamFailure;
import io.letsrun.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class OperationBreakerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock("2026-01-01T06:00:00.900Z");
    private final OperationBreaker breaker = new OperationBreaker(
            "test", new Breakers(10, INTERVAL, Duration.ofMinutes(1)), CircuitBreakerRegistry.ofDefaults(), clock);

    /** Returns what a call ended with; null when it was good. */
    private @Nullable Throwable call(Mono<String> call) {
        List<Throwable> failures = new ArrayList<>();
        breaker.around(call).subscribe(answer -> {}, failures::add);
        return failures.isEmpty() ? null : failures.getFirst();
    }

    private @Nullable Throwable good() {
        return call(Mono.just(""));
    }

    private @Nullable Throwable bad() {
        return call(Mono.error(UpstreamFailure.serverError(null)));
    }

    private Disposable begin(Sinks.One<String> answer) {
        return breaker.around(answer.asMono()).subscribe(text -> {}, failure -> {});
    }

    private void open() {
        for (int i = 0; i < 10; i++) {
            bad();
        }
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    private static void isRefused(@Nullable Throwable failure, Duration retryAfter) {
        assertThat(failure).isInstanceOfSatisfying(UpstreamFailure.class, refused -> {
            assertThat(refused.reason()).isEqualTo(MissingReason.OPEN);
            assertThat(refused.retryAfter()).isEqualTo(retryAfter);
        });
    }

    @Test
    void opensWhenHalfOfTenCallsFail() {
        for (int i = 0; i < 5; i++) {
            good();
        }
        for (int i = 0; i < 4; i++) {
            bad();
        }
        assertThat(breaker.isClosed()).isTrue();

        bad();

        assertThat(breaker.isClosed()).isFalse();
        isRefused(good(), INTERVAL);
    }

    @Test
    void forgetsWhatIsOlderThanItsWindow() {
        for (int i = 0; i < 9; i++) {
            bad();
        }
        clock.pass(Duration.ofSeconds(31));
        for (int i = 0; i < 9; i++) {
            bad();
        }
        assertThat(breaker.isClosed()).isTrue();

        bad();

        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void countsNeitherWhatIsUnwantedNorMalformedNorCancelled() {
        for (int i = 0; i < 50; i++) {
            call(Mono.error(UpstreamFailure.unwanted()));
            call(Mono.error(UpstreamFailure.malformed(null)));
            begin(Sinks.one()).dispose();
        }

        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void letsOneProbeThroughInEachInterval() {
        open();
        int probes = 0;
        for (int millis = 0; millis < 60_000; millis += 100) {
            probes += bad() instanceof UpstreamFailure failure && failure.reason() == MissingReason.FAILED ? 1 : 0;
            clock.pass(Duration.ofMillis(100));
        }

        assertThat(probes).isEqualTo(11); // after 5.1 s, 10.2 s, … 56.1 s
    }

    @Test
    void saysHowLongItStaysOpen() {
        open();
        clock.pass(Duration.ofSeconds(2));

        isRefused(bad(), Duration.ofSeconds(3));
        assertThat(breaker.refusal()).isNotNull();
    }

    @Test
    void letsNoSecondProbeThroughWhileOneIsUnderWay() {
        open();
        clock.pass(INTERVAL.plusMillis(1));
        begin(Sinks.one());
        clock.pass(INTERVAL.multipliedBy(3));

        isRefused(good(), INTERVAL);
    }

    @Test
    void closesAfterAGoodProbe() {
        open();
        clock.pass(INTERVAL.plusMillis(1));

        assertThat(breaker.refusal()).isNull();
        assertThat(good()).isNull();

        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void givesThePlaceOfACancelledProbeToTheNext() {
        open();
        clock.pass(INTERVAL.plusMillis(1));
        begin(Sinks.one()).dispose();

        assertThat(good()).isNull();

        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void ignoresLateAnswersWhileItIsOpen() {
        List<Sinks.One<String>> late = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            late.add(Sinks.one());
            begin(late.getLast());
        }
        open();

        late.forEach(call -> call.tryEmitValue(""));

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        isRefused(good(), INTERVAL);
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "0, 1", "3600, 60"})
    void makesThePauseThatTheUpstreamAsksForWithinBounds(long asked, long pause) {
        call(Mono.error(UpstreamFailure.throttled(Duration.ofSeconds(asked))));

        isRefused(good(), Duration.ofSeconds(pause));
        clock.pass(Duration.ofSeconds(pause).minusMillis(1));
        isRefused(good(), Duration.ofMillis(1));
        clock.pass(Duration.ofMillis(2));
        assertThat(good()).isNull();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void makesAPauseForAServerErrorThatAsksForOne() {
        call(Mono.error(UpstreamFailure.serverError(Duration.ofSeconds(7))));

        isRefused(good(), Duration.ofSeconds(7));
    }

    @Test
    void makesAPauseOfAnIntervalWhenItIsThrottledWithoutAWord() {
        call(Mono.error(UpstreamFailure.throttled(null)));

        isRefused(good(), INTERVAL);
    }

    @Test
    void keepsTheLongestOfTheLatePauses() {
        Sinks.One<String> first = Sinks.one();
        Sinks.One<String> second = Sinks.one();
        begin(first);
        begin(second);
        first.tryEmitError(UpstreamFailure.throttled(Duration.ofSeconds(20)));
        second.tryEmitError(UpstreamFailure.throttled(Duration.ofSeconds(3)));

        isRefused(good(), Duration.ofSeconds(20));
    }

    @Test
    void isNotClosedByAProbeThatIsThrottled() {
        open();
        clock.pass(INTERVAL.plusMillis(1));

        call(Mono.error(UpstreamFailure.throttled(Duration.ofSeconds(9))));

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        isRefused(good(), Duration.ofSeconds(9));
    }

    @Test
    void neitherClosesNorOpensForAMalformedProbe() {
        open();
        clock.pass(INTERVAL.plusMillis(1));

        call(Mono.error(UpstreamFailure.malformed(null)));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(good()).isNull();
        assertThat(breaker.isClosed()).isTrue();
    }
}
