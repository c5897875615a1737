package io.letsrun.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTimerTest {

    private static final long TIME = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final LoopTimer timer = new LoopTimer(loop);
    private final AtomicInteger ends = new AtomicInteger();

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void tellsOnTheLoopWhenTheTimeIsOver() {
        CompletableFuture<Long> end = new CompletableFuture<>();
        long begun = System.nanoTime();
        Timeout timeout = timer.newTimeout(
                over -> {
                    assertThat(loop.inEventLoop()).isTrue();
                    ends.incrementAndGet();
                    end.complete(System.nanoTime());
                },
                TIME,
                TimeUnit.MILLISECONDS);

        assertThat(end)
                .succeedsWithin(PATIENCE)
                .satisfies(then -> assertThat(then - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(TIME)));

        assertThat(ends).hasValue(1);
        assertThat(timeout.isExpired()).isTrue();
        assertThat(timeout.cancel()).as("too late").isFalse();
    }

    @Test
    void tellsNothingWhenItIsCancelled() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        Timeout timeout = loop.submit(() -> {
                    Timeout cancelled = timer.newTimeout(over -> ends.incrementAndGet(), TIME, TimeUnit.MILLISECONDS);
                    assertThat(cancelled.cancel()).isTrue();
                    loop.schedule(later::countDown, 3 * TIME, TimeUnit.MILLISECONDS);
                    return cancelled;
                })
                .syncUninterruptibly()
                .getNow();

        later.await();

        assertThat(timeout.isCancelled()).isTrue();
        assertThat(ends).hasValue(0);
    }

    @Test
    void doesNotCountTheTimeInWhichTheLoopIsBusy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Timeout[] timeout = new Timeout[1];
        loop.execute(() -> {
            timeout[0] = timer.newTimeout(over -> ends.incrementAndGet(), TIME, TimeUnit.MILLISECONDS);
            busy.countDown();
            sleep(3 * TIME);
            // What has come meanwhile is found by the loop's next look, after which this is still in time.
            loop.schedule(() -> timeout[0].cancel(), TIME / 2, TimeUnit.MILLISECONDS);
            loop.schedule(free::countDown, 3 * TIME, TimeUnit.MILLISECONDS);
        });
        busy.await();

        free.await();

        assertThat(timeout[0].isCancelled()).isTrue();
        assertThat(ends).hasValue(0);
    }

    @Test
    void tellsInTheEndOnALoopThatIsAlwaysBusy() {
        Timeout timeout = timer.newTimeout(over -> ends.incrementAndGet(), TIME, TimeUnit.MILLISECONDS);

        loop.scheduleWithFixedDelay(() -> sleep(2 * TIME), 0, 1, TimeUnit.MILLISECONDS);

        await().atMost(PATIENCE).untilAtomic(ends, count -> assertThat(count).isEqualTo(1));
        assertThat(timeout.isExpired()).isTrue();
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
