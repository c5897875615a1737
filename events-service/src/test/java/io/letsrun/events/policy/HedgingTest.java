package io.letsrun.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The estimate of the latency is that of calls that end at once, so a second attempt is made at once. */
class HedgingTest {

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger won = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicBoolean idle = new AtomicBoolean(true);
    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final Hedging hedging =
            new Hedging(new HedgeSettings(true, 0.95, 0.05, 100), idle::get, new Hedging.UpstreamMetrics() {
                @Override
                public void sent() {
                    sent.incrementAndGet();
                }

                @Override
                public void won() {
                    won.incrementAndGet();
                }
            });

    @AfterEach
    void startTime() {
        VirtualTimeScheduler.reset();
    }

    private void quick(int calls) {
        for (int i = 0; i < calls; i++) {
            hedging.around(begun -> Mono.fromCallable(() -> {
                        begun.run();
                        return "quick";
                    }))
                    .block();
        }
    }

    /** The first attempt takes a second, the second what the test says. */
    private Function<Runnable, Mono<String>> slow(Mono<String> first, Mono<String> second) {
        AtomicInteger attempts = new AtomicInteger();
        return begun -> Mono.defer(() -> {
            begun.run();
            return attempts.getAndIncrement() == 0 ? first.doOnCancel(cancelled::incrementAndGet) : second;
        });
    }

    private static Mono<String> after(int millis, String answer) {
        return Mono.delay(Duration.ofMillis(millis)).thenReturn(answer);
    }

    private static Mono<String> failing(int millis, String message) {
        return Mono.delay(Duration.ofMillis(millis)).then(Mono.error(new IllegalStateException(message)));
    }

    @Test
    void takesTheFirstGoodAnswerAndCancelsTheOther() {
        quick(100);

        StepVerifier.create(hedging.around(slow(after(1_000, "first"), after(10, "second"))))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(500)))
                .expectNext("second")
                .verifyComplete();

        assertThat(sent).hasValue(1);
        assertThat(won).hasValue(1);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void keepsWaitingForTheOtherWhenOneFails() {
        quick(100);

        StepVerifier.create(hedging.around(slow(after(1_000, "first"), failing(10, "second"))))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(2)))
                .expectNext("first")
                .verifyComplete();
        StepVerifier.create(hedging.around(slow(failing(20, "first"), after(1_000, "second"))))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(2)))
                .expectNext("second")
                .verifyComplete();

        assertThat(sent).hasValue(2);
    }

    @Test
    void failsWithTheLastWhenBothFail() {
        quick(100);

        StepVerifier.create(hedging.around(slow(failing(1_000, "first"), failing(10, "second"))))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(2)))
                .expectErrorMessage("first")
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void makesNoSecondAttemptAfterAFailure() {
        quick(100);

        StepVerifier.create(hedging.around(slow(Mono.error(new IllegalStateException("first")), after(0, "second"))))
                .expectErrorMessage("first")
                .verify(Duration.ofSeconds(5));
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(sent).hasValue(0);
    }

    @Test
    void makesNoSecondAttemptWhereItWouldTakeSomebodysPlace() {
        quick(100);
        idle.set(false);

        StepVerifier.create(hedging.around(slow(after(1_000, "first"), after(10, "second"))))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(2)))
                .expectNext("first")
                .verifyComplete();

        assertThat(sent).hasValue(0);
    }

    @Test
    void waitsUntilItHasSeenEnough() {
        quick(99);

        StepVerifier.create(hedging.around(slow(after(1_000, "first"), after(10, "second"))))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(2)))
                .expectNext("first")
                .verifyComplete();
    }

    @Test
    void sendsNoMoreThanItsShare() {
        quick(100); // earns five, which is the most it keeps

        for (int i = 0; i < 40; i++) {
            StepVerifier.create(hedging.around(slow(after(1_000, "first"), after(900, "second"))))
                    .then(() -> time.advanceTimeBy(Duration.ofSeconds(2)))
                    .expectNextCount(1)
                    .verifyComplete();
        }

        assertThat(sent).hasValue(5 + 39 / 20); // the first call's share found the purse full
    }
}
