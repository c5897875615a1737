package io.letsrun.events.cache;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** The room for refreshes in the background, which all kinds share: a storm of them would take turns from requests. */
final class RefreshLimit {

    private final Semaphore room;
    private final Duration pause;
    private final Duration patience;

    /**
     * @param pause between two refreshes of one copy, so that an upstream that fails is not asked by every reader
     * @param patience with one refresh
     */
    RefreshLimit(int atOnce, Duration pause, Duration patience) {
        this.room = new Semaphore(atOnce);
        this.pause = pause;
        this.patience = patience;
    }

    boolean begin() {
        return room.tryAcquire();
    }

    void end() {
        room.release();
    }

    Duration pause() {
        return pause;
    }

    Duration patience() {
        return patience;
    }
}
