package io.letsrun.gateway.admission;

import com.netflix.concurrency.limits.Limit;
import java.util.concurrent.atomic.AtomicInteger;

/** The permits of one group of requests. Thread-safe. */
final class Permits {

    private final Limit limit;
    private final AtomicInteger inUse = new AtomicInteger();

    Permits(Limit limit) {
        this.limit = limit;
    }

    /**
     * Takes the permits if there is room, and returns whether there was.
     *
     * @param share of the limit that may be used
     */
    boolean take(int permits, double share) {
        int bound = bound(share);
        int before = inUse.get();
        while (before + permits <= bound) {
            if (inUse.compareAndSet(before, before + permits)) {
                return true;
            }
            before = inUse.get();
        }
        return false;
    }

    boolean hasRoom(int permits, double share) {
        return inUse.get() + permits <= bound(share);
    }

    void giveBack(int permits) {
        inUse.addAndGet(-permits);
    }

    /** Returns whether more than a share of the limit is in use. */
    boolean isBeyond(double share) {
        return inUse.get() >= bound(share);
    }

    /** Tells the limit how one request went. */
    void learn(long start, long nanos, boolean dropped) {
        limit.onSample(start, nanos, inUse.get(), dropped);
    }

    int limit() {
        return limit.getLimit();
    }

    int inUse() {
        return inUse.get();
    }

    private int bound(double share) {
        return (int) Math.ceil(limit.getLimit() * share);
    }
}
