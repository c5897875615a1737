package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Promise 7, of reads: what a user is shown is never older than what they were shown before, and shows each stored run soon; also
 * while Redis, or the service that has the data, is killed and comes back with what it had.
 */
class FreshReadGuaranteeTest {

    private static final int PHONES = 8;
    private static final int METERS = 1_000;
    private static final int BETWEEN_FAULTS = 40; // runs that are shown
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_READS = Duration.ofMillis(10);

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger shown = new AtomicInteger();

    @Test
    void showsEachUserNothingOlderThanBefore() throws Exception {
        RunningSystem system = RunningSystem.shared();
        List<Future<?>> phones = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int phone = 0; phone < PHONES; phone++) {
                Phone user = new Phone(system.gateway(), "fresh-" + phone + "-" + System.nanoTime());
                phones.add(threads.submit(() -> use(user)));
            }
            try {
                more(phones);
                for (String component : List.of("redis", "profile-consumer", "redis")) {
                    system.kill(component);
                    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                    system.restart(component);
                    more(phones);
                }
            } finally {
                over.set(true);
            }
            for (Future<?> phone : phones) {
                phone.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private void more(List<Future<?>> phones) {
        int before = shown.get();
        await().atMost(PATIENCE).until(() -> {
            assertThat(phones).noneMatch(phone -> phone.state() == Future.State.FAILED);
            return shown.get() >= before + BETWEEN_FAULTS;
        });
    }

    /** Sends runs, each when the one before is shown. */
    private void use(Phone phone) {
        phone.signUp();
        long runs = 0;
        for (int number = 1; !over.get(); number++) {
            phone.run(number, 1, METERS, 600);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (runs < number) {
                runs = read(phone, runs);
                assertThat(System.nanoTime())
                        .as("run %d is shown in time", number)
                        .isLessThan(end);
                LockSupport.parkNanos(BETWEEN_READS.toNanos());
            }
            assertThat(runs).isEqualTo(number);
            shown.incrementAndGet();
        }
    }

    /** Returns how many runs the profile or the first page shows, which is not less than before. */
    private static long read(Phone phone, long before) {
        Optional<JsonNode> profile = phone.get("/v1/profile");
        long inProfile = profile.map(read -> read.at("/totals/runs").asLong()).orElse(before);
        assertThat(inProfile).as("runs in the profile").isGreaterThanOrEqualTo(before);
        profile.ifPresent(
                read -> assertThat(read.at("/totals/distanceMeters").asLong()).isEqualTo(inProfile * METERS));

        long onPage = phone.get("/v1/runs?limit=100")
                .map(page -> (long) page.path("runs").size())
                .orElse(inProfile);
        assertThat(onPage).as("runs on the page").isGreaterThanOrEqualTo(Math.min(inProfile, 100));
        return Math.max(inProfile, onPage);
    }
}
