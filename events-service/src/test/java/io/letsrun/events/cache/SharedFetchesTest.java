package io.letsrun.events.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SharedFetchesTest {

    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final SharedFetches<String> flights = new SharedFetches<>(kept::put);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Sinks.One<String> answer = Sinks.one();

    @Test
    void aHundredWhoWaitAreOneCall() {
        List<String> got = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            join().subscribe(got::add);
        }

        answer.tryEmitValue("landed");

        assertThat(calls).hasValue(1);
        assertThat(got).hasSize(100).containsOnly("landed");
        assertThat(kept).containsEntry("key", "landed");
        assertThat(flights.size()).isZero();
    }

    @Test
    void aCallThatThrowsIsNotUnderWayForEver() {
        List<Throwable> failures = new ArrayList<>();
        Mono<String> broken = flights.join(
                "key",
                () -> {
                    throw new IllegalStateException("bug");
                },
                () -> {});

        broken.subscribe(unused -> {}, failures::add);
        broken.subscribe(unused -> {}, failures::add);

        assertThat(failures).extracting(Throwable::getMessage).containsExactly("bug", "bug");
        assertThat(flights.size()).isZero();
    }

    @Test
    void whoLeavesDoesNotEndItForTheOthers() {
        List<String> got = new ArrayList<>();
        Disposable first = join().subscribe(got::add);
        join().subscribe(got::add);

        first.dispose();
        answer.tryEmitValue("landed");

        assertThat(cancelled).hasValue(0);
        assertThat(got).containsExactly("landed");
    }

    @Test
    void theLastOneToLeaveEndsIt() {
        Disposable first = join().subscribe();
        Disposable second = join().subscribe();

        first.dispose();
        second.dispose();

        assertThat(cancelled).hasValue(1);
        assertThat(flights.size()).isZero();
        assertThat(kept).isEmpty();
    }

    @Test
    void whoComesAfterTheLastOneLeftStartsAnother() {
        join().subscribe().dispose();

        join().subscribe();

        assertThat(calls).hasValue(2);
    }

    @Test
    void whatWasCalledOffReachesThoseWhoWaitButIsNotKept() {
        List<String> got = new ArrayList<>();
        join().subscribe(got::add);

        flights.callOff("key", () -> kept.put("key", "changed"));
        answer.tryEmitValue("older");

        assertThat(got).containsExactly("older");
        assertThat(kept).containsEntry("key", "changed");
    }

    @Test
    void aFailureReachesAllAndIsForgotten() {
        List<Throwable> failures = new ArrayList<>();
        join().subscribe(unused -> {}, failures::add);
        join().subscribe(unused -> {}, failures::add);

        answer.tryEmitError(new IllegalStateException("bug"));

        assertThat(failures).hasSize(2);
        assertThat(flights.size()).isZero();
    }

    /** Whoever misses the flight must find what it brought: there is no moment between the two. */
    @Test
    void nobodyFallsBetweenTheFlightAndWhatWasKept() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 2_000; round++) {
                String key = "key-" + round;
                AtomicInteger upstream = new AtomicInteger();
                CountDownLatch start = new CountDownLatch(1);
                List<Future<String>> all = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    all.add(threads.submit(() -> {
                        start.await();
                        return flights.join(key, () -> Mono.fromSupplier(() -> known(key, upstream)), () -> {})
                                .toFuture()
                                .get();
                    }));
                }
                start.countDown();
                for (Future<String> one : all) {
                    assertThat(one.get()).isEqualTo("value");
                }
                assertThat(upstream).hasValue(1);
            }
        }
    }

    private String known(String key, AtomicInteger upstream) {
        String before = kept.get(key);
        if (before == null) {
            upstream.incrementAndGet();
        }
        return "value";
    }

    private Mono<String> join() {
        return flights.join(
                "key",
                () -> {
                    calls.incrementAndGet();
                    return answer.asMono().doOnCancel(cancelled::incrementAndGet);
                },
                () -> {});
    }
}
