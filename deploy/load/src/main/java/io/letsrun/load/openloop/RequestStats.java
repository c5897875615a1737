package io.letsrun.load.openloop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of the requests of one kind that were due in one phase. An attempt counts where its request was due first, and due +
 * repeated = accepted + refused + inDoubt + unsent. Not thread-safe.
 */
public final class RequestStats {

    private static final long LONGEST_MICROS = 600_000_000;

    private final Histogram accepted = new Histogram(LONGEST_MICROS, 3);
    private final Histogram refused = new Histogram(LONGEST_MICROS, 3);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long due;
    private long sent;
    private long repeated;
    private long inDoubt;
    private long unsent;
    private long polite;
    private long lastAccepted;

    void due() {
        due++;
    }

    void sent() {
        sent++;
    }

    void repeated() {
        repeated++;
    }

    void accepted(long micros, long at) {
        lastAccepted = Math.max(lastAccepted, at);
        accepted.recordValue(Math.min(micros, LONGEST_MICROS));
    }

    /** @param polite whether the answer said when to come again */
    void refused(int status, boolean polite, long micros) {
        refused.recordValue(Math.min(micros, LONGEST_MICROS));
        statuses.merge(status, 1L, Long::sum);
        if (polite) {
            this.polite++;
        }
    }

    void inDoubt() {
        inDoubt++;
    }

    void unsent() {
        unsent++;
    }

    /** Adds another's. */
    public RequestStats plus(RequestStats other) {
        accepted.add(other.accepted);
        refused.add(other.refused);
        other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
        due += other.due;
        sent += other.sent;
        repeated += other.repeated;
        inDoubt += other.inDoubt;
        unsent += other.unsent;
        polite += other.polite;
        lastAccepted = Math.max(lastAccepted, other.lastAccepted);
        return this;
    }

    public long dueCount() {
        return due;
    }

    public long sentCount() {
        return sent;
    }

    public long repeatedCount() {
        return repeated;
    }

    public long acceptedCount() {
        return accepted.getTotalCount();
    }

    /** Returns when the last of them was accepted, in nanoseconds from the load's beginning; 0 when none was. */
    public long lastAccepted() {
        return lastAccepted;
    }

    public long refusedCount() {
        return refused.getTotalCount();
    }

    public long inDoubtCount() {
        return inDoubt;
    }

    public long unsentCount() {
        return unsent;
    }

    /** The refusals that said when to come again. */
    public long politeCount() {
        return polite;
    }

    /** How often each status refused. */
    public Map<Integer, Long> refusals() {
        return Map.copyOf(statuses);
    }

    public Latency acceptedLatency() {
        return Latency.of(accepted);
    }

    /** How the latencies of the accepted are distributed. */
    public List<Bucket> distribution() {
        return Bucket.of(accepted);
    }

    /** How many of the accepted took longer. */
    public long acceptedSlowerThan(double millis) {
        return accepted.getCountBetweenValues(Math.round(millis * 1000), LONGEST_MICROS);
    }

    public Latency refusedLatency() {
        return Latency.of(refused);
    }
}
