package io.letsrun.gateway.admission;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the gateway, from its head to the last byte of its answer. Belongs to its connection's
 * event loop.
 */
final class AdmittedRequest implements ChannelFutureListener {

    private final @Nullable RequestClass requestClass;
    private final @Nullable Permits from;
    private final int permits;
    private final boolean last;
    private final long begun;
    private long read;
    private long answered;
    private int status;
    private boolean over;

    /**
     * @param requestClass null for a request that is not counted
     * @param from where it has its permits; null when it has none
     * @param last whether the connection ends when it is refused
     */
    AdmittedRequest(
            @Nullable RequestClass requestClass, @Nullable Permits from, int permits, boolean last, long begun) {
        this.requestClass = requestClass;
        this.from = from;
        this.permits = permits;
        this.last = last;
        this.begun = begun;
    }

    boolean isRefused() {
        return requestClass != null && from == null;
    }

    boolean isLast() {
        return last;
    }

    /** The request is here as a whole. */
    void read(long now) {
        read = now;
    }

    void answering(int code) {
        status = code;
    }

    /** The last of the answer is handed over; {@link #operationComplete} follows when it is on its way, or never will be. */
    void answered(long now) {
        answered = now;
    }

    void refused(long now) {
        if (requestClass != null) {
            requestClass.refusals().count(now - begun);
        }
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        end(written.isSuccess());
    }

    /** Whoever asked is gone; how long it waited is known all the same. */
    void abandoned(long now) {
        answered = now;
        end(true);
    }

    private void end(boolean telling) {
        if (over || from == null) {
            return;
        }
        over = true;
        if (telling && isComparable()) {
            from.learn(read, answered - read, status == 503);
        }
        from.giveBack(permits);
    }

    /**
     * A client's own mistakes are answered quickly whatever the load, and a large body's time is mostly its own. A request
     * whose answer was begun before it had come as a whole was refused for what its head says.
     */
    private boolean isComparable() {
        return permits == 1 && read != 0 && (status < 400 || status == 503);
    }
}
