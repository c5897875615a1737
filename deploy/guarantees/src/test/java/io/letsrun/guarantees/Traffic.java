package io.letsrun.guarantees;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Phones that sign up and send runs, one after the other each, until told to stop; and what they were answered 202 for. */
final class Traffic implements AutoCloseable {

    private static final int PHONES = 24;

    /** After so many a phone signs up again, as somebody else. */
    private static final int RUNS_PER_USER = 20;

    /** Between two runs of a phone: as fast as they can, they would take the cores from what is started again. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> phones = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Waits waits = new Waits();
    private final Map<String, Map<String, Integer>> runs = new ConcurrentHashMap<>();

    Traffic(RunningSystem system, String name) {
        for (int n = 0; n < PHONES; n++) {
            String phone = name + "-" + n;
            phones.add(threads.submit(() -> use(system.gateway(), phone)));
        }
    }

    private void use(String gateway, String name) {
        for (int user = 0; !over.get(); user++) {
            run(new Phone(gateway, name + "-" + user, waits));
        }
    }

    private void run(Phone phone) {
        Map<String, Integer> distances = new ConcurrentHashMap<>();
        runs.put(phone.signUp().userId(), distances);
        for (int number = 0; number == 0 || number < RUNS_PER_USER && !over.get(); number++) {
            int meters = 1000 + number;
            distances.put(phone.run(number, 1, meters, 3600), meters);
            accepted.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** How many runs were answered 202 so far. */
    int accepted() {
        return accepted.get();
    }

    /** How long requests waited for their 202, those of signups too. */
    Waits waits() {
        return waits;
    }

    /** Lets every phone finish what it is at, and returns the metres of every accepted run, by user and run. */
    Map<String, Map<String, Integer>> finish() throws Exception {
        over.set(true);
        for (Future<?> phone : phones) {
            try {
                phone.get(4, TimeUnit.MINUTES);
            } catch (TimeoutException e) {
                throw new AssertionError("a phone hangs", e);
            }
        }
        return runs;
    }

    @Override
    public void close() {
        over.set(true);
        threads.shutdownNow();
    }
}
