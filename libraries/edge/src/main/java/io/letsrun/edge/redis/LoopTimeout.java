package io.letsrun.edge.redis;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timeout on an event loop that does not count the time in which the loop was busy: it may not have sent the command yet, or
 * not read the answer. When the loop is late, the timeout starts again, three times at most.
 */
final class LoopTimeout implements Timeout {

    private static final Logger log = LoggerFactory.getLogger(LoopTimeout.class);
    private static final int MOST_TIMES = 4;
    private static final int TOLERANCE = 5;
    private static final long LEAST_TOLERANCE = TimeUnit.MILLISECONDS.toNanos(1);

    private enum State {
        RUNNING,
        EXPIRED,
        CANCELLED
    }

    private final LoopTimer timer;
    private final TimerTask task;
    private final long time;
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile @Nullable Future<?> next;
    private int times;

    /** @param time in nanoseconds */
    LoopTimeout(LoopTimer timer, TimerTask task, long time) {
        this.timer = timer;
        this.task = task;
        this.time = time;
    }

    void start() {
        times++;
        long due = System.nanoTime() + time;
        in(time, () -> over(due));
    }

    private void over(long due) {
        if (state.get() != State.RUNNING) {
            return;
        }
        if (System.nanoTime() - due > tolerance() && times < MOST_TIMES) {
            start();
        } else {
            in(tolerance(), this::expire); // reads answers that came in time first
        }
    }

    private long tolerance() {
        return Math.max(LEAST_TOLERANCE, time / TOLERANCE);
    }

    private void in(long nanos, Runnable what) {
        next = timer.loop().schedule(what, nanos, TimeUnit.NANOSECONDS);
    }

    private void expire() {
        if (!state.compareAndSet(State.RUNNING, State.EXPIRED)) {
            return;
        }
        try {
            task.run(this);
        } catch (Exception e) {
            log.atWarn().setCause(e).log("A Redis command's timeout could not be handled");
        }
    }

    @Override
    public Timer timer() {
        return timer;
    }

    @Override
    public TimerTask task() {
        return task;
    }

    @Override
    public boolean isExpired() {
        return state.get() == State.EXPIRED;
    }

    @Override
    public boolean isCancelled() {
        return state.get() == State.CANCELLED;
    }

    @Override
    public boolean cancel() {
        if (!state.compareAndSet(State.RUNNING, State.CANCELLED)) {
            return false;
        }
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
        return true;
    }
}
