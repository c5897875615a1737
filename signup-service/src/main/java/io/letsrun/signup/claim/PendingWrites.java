package io.letsrun.signup.claim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What Redis did not take, until it does. Without it an address that was claimed during an outage would stay unknown to Redis
 * for good, and a repeated signup would get a second id, only to be refused by the database. Thread-safe.
 *
 * <p>It is bounded: in a long outage the oldest go, and the claims endpoint brings them back from the database.
 */
final class PendingWrites {

    private final int bound;
    private final Deque<Cache.Entry> entries = new ArrayDeque<>();

    /** @param bound the most entries kept; one takes about 400 bytes */
    PendingWrites(int bound) {
        this.bound = bound;
    }

    synchronized void add(List<Cache.Entry> missed) {
        entries.addAll(missed);
        while (entries.size() > bound) {
            entries.removeFirst();
        }
    }

    /** Returns the oldest entries, at most so many, which are then the caller's to keep. */
    synchronized List<Cache.Entry> take(int most) {
        List<Cache.Entry> taken = new ArrayList<>();
        while (taken.size() < most && !entries.isEmpty()) {
            taken.add(entries.removeFirst());
        }
        return taken;
    }

    synchronized int size() {
        return entries.size();
    }
}
