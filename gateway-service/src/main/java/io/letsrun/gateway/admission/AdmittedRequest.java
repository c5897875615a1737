package io.letsrun.gateway.admission;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/** One request, from its head to the last byte of its answer. Belongs to its connection's event loop. */
final class AdmittedRequest implements ChannelFutureListener {

    private final @Nullable RequestClass requestClass;
    private final @Nullable Permits from;
    private final String path;
    private final String id;
    private final long begun;
    private UnfinishedBodies.@Nullable Entry unfinished;
    private @Nullable RefusalReason refusal;
    private long bytes;
    private int permits;
    private boolean last;
    private long read;
    private long answered;
    private int status;
    private boolean over;

    /**
     * @param requestClass null for a request that is not counted
     * @param from where its permits come from; null when it needs none
     * @param last whether the connection ends when it is refused
     */
    AdmittedRequest(
            @Nullable RequestClass requestClass,
            @Nullable Permits from,
            String path,
            String id,
            boolean last,
            long begun) {
        this.requestClass = requestClass;
        this.from = from;
        this.path = path;
        this.id = id;
        this.last = last;
        this.begun = begun;
    }

    @Nullable RequestClass requestClass() {
        return requestClass;
    }

    String path() {
        return path;
    }

    String id() {
        return id;
    }

    boolean isRefused() {
        return refusal != null;
    }

    @Nullable RefusalReason refusal() {
        return refusal;
    }

    boolean isLast() {
        return last;
    }

    boolean isAnswering() {
        return status != 0;
    }

    /** Returns whether arriving bytes need permits. */
    boolean isCharged() {
        return from != null && !over && refusal == null;
    }

    /** Returns how many more permits it needs after these bytes. */
    int missing(int arrived, boolean complete, long bytesPerPermit) {
        bytes += arrived;
        return (int) (bytes / bytesPerPermit) + (complete ? 1 : 0) - permits;
    }

    void hold(int more) {
        permits += more;
    }

    UnfinishedBodies.@Nullable Entry unfinished() {
        return unfinished;
    }

    void unfinished(UnfinishedBodies.Entry entry) {
        unfinished = entry;
    }

    int permits() {
        return permits;
    }

    /** @param ends whether the connection ends with its answer, because the next request could not be told from its body */
    void refuse(RefusalReason why, boolean ends) {
        refusal = why;
        last |= ends;
        finish();
        end(false);
    }

    /** The request is complete. */
    void read(long now) {
        read = now;
        finish();
    }

    private void finish() {
        if (unfinished != null) {
            unfinished.end();
            unfinished = null;
        }
    }

    void answering(int code) {
        status = code;
    }

    /** The end of the answer is handed over; {@link #operationComplete} follows when it is written, or failed. */
    void answered(long now) {
        answered = now;
    }

    /** Counts its refusal, which is written now. */
    void refused(long now) {
        if (requestClass != null && refusal != null) {
            requestClass.count(refusal, now - begun);
        }
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        end(written.isSuccess());
    }

    /** The client has left; the time that it waited counts all the same. */
    void abandoned(long now) {
        answered = now;
        finish();
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
     * Not comparable are: a client's mistake, answered fast whatever the load; a large body, which takes its own time; and a request
     * that was answered before it was complete, because its head was refused.
     */
    private boolean isComparable() {
        return permits == 1 && read != 0 && (status < 400 || status == 503);
    }
}
