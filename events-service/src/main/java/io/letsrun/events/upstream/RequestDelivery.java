package io.letsrun.events.upstream;

/** How far the bytes of one request have come, over all of its attempts. Written by one thread at a time, read by others. */
final class RequestDelivery {

    private volatile boolean sent;
    private volatile boolean declined;

    /** An earlier attempt's: what a later one is told says nothing about it. */
    private volatile boolean doubt;

    /** From now on the upstream may have acted, whatever else happens. */
    void begin() {
        doubt |= sent && !declined;
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
        return doubt || sent && !declined;
    }
}
