package io.letsrun.signup.claim;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Claims and statuses outside the database, which they can be rebuilt from. */
@FunctionalInterface
public interface Cache {

    /** Puts the entries in one round trip; fails when it does not answer in a short time. */
    Mono<Void> put(List<Entry> entries);

    /**
     * A value and how long it is kept.
     *
     * @param lifetime in whole seconds
     */
    record Entry(String key, String value, Duration lifetime) {}
}
