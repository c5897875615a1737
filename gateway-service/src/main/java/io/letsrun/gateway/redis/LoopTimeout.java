package io.letsrun.gateway.redis;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the time that something may take while its event loop has an eye for it. A loop that was busy for longer than an
 * answer may take has perhaps not sent the question yet, and finds the answer and the end of its time at once; then the time
 * begins anew. With a timer of another thread a server that is quick would be taken for one that is away, just when
 * everything else takes long too.
 */
final class LoopTimeout implements Timeout {

    private static final Logger log = LoggerFactory.getLogger(LoopTimeout.class);
    private static final long LAST_LOOK = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int TOLERANCE = 5;

    private enum State {
        RUNNING,
        EXPIRED,
        CANCELLED
    }

    private final LoopTimer timer;
    private final TimerTask task;
    private final long time;
    private volatile State state = State.RUNNING;
    private volatile @Nullable Future<?> next;

    /** @param time in nanoseconds */
    LoopTimeout(LoopTimer timer, TimerTask task, long time) {
        this.timer = timer;
        this.task = task;
        this.time = time;
    }

    void start() {
        long due = System.nanoTime() + time;
        in(time, () -> over(due));
    }

    private void over(long due) {
        if (state != State.RUNNING) {
            return;
        }
        if (System.nanoTime() - due > time / TOLERANCE) {
            start();
        } else {
            in(LAST_LOOK, this::expire); // what came in time and was not read yet is read before that
        }
    }

    private void in(long nanos, Runnable what) {
        next = timer.loop().schedule(what, nanos, TimeUnit.NANOSECONDS);
    }

    private void expire() {
        if (state != State.RUNNING) {
            return;
        }
        state = State.EXPIRED;
        try {
            task.run(this);
        } catch (Exception e) {
            log.atWarn().setCause(e).log("what was to happen after a time failed");
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
        return state == State.EXPIRED;
    }

    @Override
    public boolean isCancelled() {
        return state == State.CANCELLED;
    }

    @Override
    public boolean cancel() {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.CANCELLED;
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
        return true;
    }
}
