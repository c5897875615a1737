package io.letsrun.local.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkersTest {

    @Test
    @Timeout(20)
    void aFailureStopsAllThoughTheFirstHasNotEnded() {
        CountDownLatch never = new CountDownLatch(1);
        Queue<Integer> ended = new ConcurrentLinkedQueue<>();

        assertThatThrownBy(() -> new Workers(2)
                        .each(IntStream.range(0, 1_000).boxed().toList(), number -> {
                            if (number == 1) {
                                throw new Refusal("the second fails");
                            }
                            if (await(never, number == 0 ? 10_000 : 20)) {
                                ended.add(number);
                            }
                        }))
                .hasMessage("the second fails");
        assertThat(ended).hasSizeLessThan(100);
    }

    /** Returns whether it was not interrupted. */
    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return !latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
