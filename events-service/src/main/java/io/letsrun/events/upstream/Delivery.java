package io.letsrun.events.upstream;

/** How far the bytes of one request have come, over all of its attempts. Written by one thread at a time, read by others. */
final class Delivery {

    private volatile boolean sent;
    private volatile boolean declined;

    /** From now on the upstream may have acted, whatever else happens. */
    void begin() {
        sent = true;
        declined = false;
    }

    /** The upstream said that it did not act. */
    void declined() {
        declined = true;
    }

    boolean wasSent() {
        return sent;
    }

    /** Returns whether the upstream may have acted without our knowing. */
    boolean isInDoubt() {
        return sent && !declined;
    }
}
