package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.SettableLimit;
import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.TestMetrics;
import io.letsrun.gateway.http.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionTest {

    private static final RequestMetrics METRICS = TestMetrics.on(new SimpleMeterRegistry());

    private final PermitGroups admission = new PermitGroups(
            new AdmissionProperties(100, 10, Duration.ofMillis(250), 0.9, 0.7, 5, 10, 10), new SimpleMeterRegistry());

    @Test
    void refusesReadsBeforeRunsBeforeSignups() {
        assertThat(howManyAreAdmitted(Urgency.RUN)).isEqualTo(90);
        assertThat(howManyAreAdmitted(Urgency.READ)).isZero();
        assertThat(howManyAreAdmitted(Urgency.EVENT)).isZero();
        assertThat(howManyAreAdmitted(Urgency.SIGNUP)).isEqualTo(10);
        assertThat(howManyAreAdmitted(Urgency.RUN)).isZero();
    }

    @Test
    void readsWhileWritesLeaveAThird() {
        for (int i = 0; i < 69; i++) {
            assertThat(admission.take(requestClass(Urgency.RUN), 1)).isTrue();
        }
        assertThat(admission.take(requestClass(Urgency.READ), 1)).isTrue();

        assertThat(admission.take(requestClass(Urgency.SIGNUP), 1)).isTrue();

        assertThat(admission.take(requestClass(Urgency.READ), 1)).isFalse();
        assertThat(admission.take(requestClass(Urgency.EVENT), 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"READ, 100", "EVENT, 5"})
    void writesKeepTheirPermitsHoweverManyWaitForReads(Urgency slow, int bound) {
        assertThat(howManyAreAdmitted(slow)).isEqualTo(bound);

        assertThat(howManyAreAdmitted(Urgency.SIGNUP)).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "EVENT"})
    void slowReadsCostNoWriteItsPermit(Urgency slow) {
        Permits permits = admission.of(slow);

        long now = 0;
        for (int i = 0; i < 1_000; i++) {
            now += 20_000_000;
            permits.learn(now, 3_000_000_000L, false);
        }

        assertThat(howManyAreAdmitted(Urgency.SIGNUP)).isEqualTo(100);
    }

    @Property
    void neverMoreInUseThanTheLimitAndNothingLeftInTheEnd(
            @ForAll @Size(max = 200) List<@IntRange(min = -3, max = 64) Integer> steps,
            @ForAll @IntRange(min = 1, max = 200) int most) {
        SettableLimit limit = new SettableLimit(most);
        Permits permits = new Permits(limit);
        List<Integer> held = new ArrayList<>();
        int sum = 0;
        for (int step : steps) {
            if (step > 0) {
                double share = step % 2 == 0 ? 0.7 : 1;
                boolean fits = sum + step <= Math.ceil(limit.getLimit() * share);
                assertThat(permits.take(step, share)).isEqualTo(fits);
                if (fits) {
                    held.add(step);
                    sum += step;
                }
            } else if (step == 0) {
                limit.setLimit(1 + (limit.getLimit() * 7 + held.size()) % most);
            } else if (!held.isEmpty()) {
                int back = held.removeFirst();
                permits.giveBack(back);
                sum -= back;
            }
            assertThat(permits.inUse()).isEqualTo(sum);
        }
        held.forEach(permits::giveBack);
        assertThat(permits.inUse()).isZero();
    }

    @Test
    void countsExactlyWhenManyThreadsTakeAtOnce() throws InterruptedException {
        Permits permits = new Permits(FixedLimit.of(10));
        AtomicInteger most = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                awaitQuietly(start);
                for (int i = 0; i < 10_000; i++) {
                    if (permits.take(3, 1)) {
                        most.accumulateAndGet(taken.addAndGet(3), Math::max);
                        taken.addAndGet(-3);
                        permits.giveBack(3);
                    }
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most).hasValueBetween(3, 9);
        assertThat(permits.inUse()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int howManyAreAdmitted(Urgency urgency) {
        int taken = 0;
        while (admission.take(requestClass(urgency), 1)) {
            taken++;
        }
        return taken;
    }

    private static RequestClass requestClass(Urgency urgency) {
        return new RequestClass("x", urgency, METRICS);
    }
}
