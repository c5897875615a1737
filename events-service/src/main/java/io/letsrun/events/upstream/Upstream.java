package io.letsrun.events.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The outside system. Every call goes through all policies: turns, time limit, retries within their budget, breaker. None
 * fails: what went wrong is a value. A subscriber that goes away takes its call back, which ends the exchange with the
 * upstream.
 */
public interface Upstream {

    Mono<Fetched<User>> user(String id, Asker asker);

    Mono<Fetched<Event>> event(String id, Asker asker);

    /** Finds all users. */
    Mono<Fetched<List<User>>> users(Asker asker);

    /** Finds all events. */
    Mono<Fetched<List<Event>>> events(Asker asker);

    /** @param idempotencyKey is passed on; only an upstream that honours it is asked again after bytes were sent */
    Mono<Added> add(NewEvent event, @Nullable String idempotencyKey, Asker asker);
}
