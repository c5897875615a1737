package io.letsrun.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.events.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class FairBulkheadTest {

    /** A call that begins when it has a slot and ends when the test says so. */
    private static final class Lookup {

        private final String name;
        private final Sinks.One<String> answer = Sinks.one();
        private Disposable subscription = () -> {};

        Lookup(String name) {
            this.name = name;
        }
    }

    private final List<String> begun = new ArrayList<>();

    private Lookup ask(FairBulkhead slots, Object requester, String name) {
        Lookup held = new Lookup(name);
        held.subscription = slots.within(requester, held.answer.asMono().doOnSubscribe(s -> begun.add(held.name)))
                .subscribe();
        return held;
    }

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    private FairBulkhead slots(int size, int room) {
        return new FairBulkhead(size, room, nanos -> {}, time);
    }

    private void pass() {
        time.advanceTimeBy(Duration.ofMillis(FairBulkhead.CLOSING));
    }

    @Test
    void letsAskersTakeTurns() {
        FairBulkhead slots = slots(1, 100);
        Lookup first = ask(slots, "big", "big-0");
        List<Lookup> all = new ArrayList<>(List.of(first));
        for (int i = 1; i <= 4; i++) {
            all.add(ask(slots, "big", "big-" + i));
        }
        all.add(ask(slots, "small", "small-0"));
        all.add(ask(slots, "other", "other-0"));
        all.add(ask(slots, "other", "other-1"));

        while (begun.size() < 8) {
            String last = begun.getLast();
            all.stream().filter(held -> held.name.equals(last)).forEach(held -> held.answer.tryEmitValue(""));
        }

        assertThat(begun).containsExactly("big-0", "big-1", "small-0", "other-0", "big-2", "other-1", "big-3", "big-4");
    }

    @Test
    void makesANewcomerWaitOneTurnWhoeverWaits() {
        FairBulkhead slots = slots(2, 100_000);
        List<Lookup> big = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            big.add(ask(slots, "big", "big-" + i));
        }
        ask(slots, "small", "small");

        big.get(0).answer.tryEmitValue("");
        big.get(1).answer.tryEmitValue("");

        assertThat(begun).containsExactly("big-0", "big-1", "big-2", "small");
    }

    @Test
    void refusesAtOnceWhereThereIsNoRoomToWait() {
        FairBulkhead slots = slots(1, 1);
        ask(slots, "a", "runs");
        Lookup waits = ask(slots, "b", "waits");

        StepVerifier.create(slots.within("c", Mono.just("never")))
                .expectError(UpstreamFailure.class)
                .verify(Duration.ofSeconds(5));

        waits.subscription.dispose();
        Lookup next = ask(slots, "c", "next");
        assertThat(slots.waiting()).isEqualTo(1);
        assertThat(next.subscription.isDisposed()).isFalse();
    }

    @Test
    void forgetsACancelledWaiter() {
        FairBulkhead slots = slots(1, 10);
        Lookup runs = ask(slots, "a", "runs");
        Lookup gone = ask(slots, "b", "gone");
        ask(slots, "c", "stays");

        gone.subscription.dispose();
        gone.subscription.dispose();
        runs.answer.tryEmitValue("");

        assertThat(begun).containsExactly("runs", "stays");
        assertThat(slots.taken()).isEqualTo(1);
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void givesThePlaceOfACancelledCallToTheNext() {
        FairBulkhead slots = slots(1, 10);
        Lookup runs = ask(slots, "a", "runs");
        ask(slots, "b", "next");

        runs.subscription.dispose();

        assertThat(begun).containsExactly("runs");
        pass();
        assertThat(begun).containsExactly("runs", "next");
        assertThat(slots.taken()).isEqualTo(1);
    }

    @Test
    void beginsNoCallOfAPageThatIsBeingCancelled() {
        FairBulkhead slots = slots(10, 100);
        List<Lookup> page = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            page.add(ask(slots, "page", "page-" + i));
        }

        page.forEach(held -> held.subscription.dispose());
        pass();

        assertThat(begun).hasSize(10);
        assertThat(slots.taken()).isZero();
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void isFreeBeforeTheAnswerIsSeen() {
        FairBulkhead slots = slots(1, 0);
        List<Integer> takenWhenAnswered = new ArrayList<>();

        slots.within("a", Mono.just("x"))
                .doOnNext(x -> takenWhenAnswered.add(slots.taken()))
                .block();

        assertThat(takenWhenAnswered).containsExactly(0);
    }

    @Test
    void handsOverALongQueueThatFailsAtOnceWithoutAnySpaceOnTheStack() {
        FairBulkhead slots = slots(1, 100_000);
        Lookup runs = ask(slots, "a", "runs");
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            slots.within(i % 7, Mono.error(new IllegalStateException("at once")))
                    .subscribe(x -> {}, failure -> failed.incrementAndGet());
        }

        runs.answer.tryEmitValue("");

        assertThat(failed).hasValue(100_000);
        assertThat(slots.taken()).isZero();
    }

    /** Any order of asking, answering and cancelling leaves as many slots as there were. */
    @Property(tries = 200)
    void losesAndDoublesNoSlot(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int size) {
        FairBulkhead slots = slots(size, 1_000);
        Random random = new Random(seed);
        List<Lookup> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            switch (random.nextInt(4)) {
                case 0 -> all.add(ask(slots, random.nextInt(4), "call-" + i));
                case 1 -> pick(all, random).answer.tryEmitValue("");
                case 2 -> pass();
                default -> pick(all, random).subscription.dispose();
            }
            assertThat(slots.taken()).isLessThanOrEqualTo(size);
            assertThat(slots.waiting() == 0 || slots.taken() == size).isTrue();
        }
        pass();
        all.forEach(held -> held.answer.tryEmitValue(""));
        assertThat(slots.taken()).isZero();
        assertThat(slots.waiting()).isZero();
    }

    private static Lookup pick(List<Lookup> all, Random random) {
        return all.isEmpty() ? new Lookup("nobody") : all.get(random.nextInt(all.size()));
    }

    @Test
    @Timeout(60)
    void keepsItsBoundWhileManyThreadsAskAnswerAndCancel() throws InterruptedException {
        int size = 8;
        FairBulkhead slots = new FairBulkhead(size, 100_000, nanos -> {}, Schedulers.parallel());
        AtomicInteger running = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(8);
        for (int thread = 0; thread < 8; thread++) {
            int requester = thread;
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 2_000; i++) {
                    Disposable call =
                            slots.within(requester, brief(running, peak)).subscribe();
                    if (ThreadLocalRandom.current().nextInt(3) == 0) {
                        call.dispose();
                    }
                }
                done.countDown();
            });
        }
        done.await();

        Awaitility.await().untilAsserted(() -> {
            assertThat(slots.waiting()).isZero();
            assertThat(slots.taken()).isZero();
        });
        assertThat(running).hasValue(0);
        assertThat(peak.get()).isEqualTo(size);
    }

    private static Mono<Long> brief(AtomicInteger running, AtomicInteger peak) {
        return Mono.defer(() -> {
            peak.accumulateAndGet(running.incrementAndGet(), Math::max);
            AtomicBoolean over = new AtomicBoolean(); // its end and its cancellation may come at once
            Runnable end = () -> {
                if (over.compareAndSet(false, true)) {
                    running.decrementAndGet();
                }
            };
            return Mono.delay(Duration.ofNanos(ThreadLocalRandom.current().nextInt(1_000_000)))
                    .doOnTerminate(end)
                    .doOnCancel(end);
        });
    }
}
