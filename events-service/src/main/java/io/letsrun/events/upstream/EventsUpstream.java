package io.letsrun.events.upstream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The outside system. Every call goes through all policies: turns, time limit, retries within their budget, breaker. Reads fail
 * as {@link UpstreamFailure} only, and are empty Optionals where the upstream says that there is no such thing. A subscriber
 * that cancels takes its call back, which ends the exchange with the upstream.
 */
public interface EventsUpstream {

    Mono<Optional<UpstreamUser>> user(String id, Requester requester);

    Mono<Optional<UpstreamEvent>> event(String id, Requester requester);

    /** Finds all users. */
    Mono<Optional<UpstreamList<UpstreamUser>>> users(Requester requester);

    /** Finds all events. */
    Mono<Optional<UpstreamList<UpstreamEvent>>> events(Requester requester);

    /**
     * Never fails: what went wrong is a value.
     *
     * @param idempotencyKey is passed on; only an upstream that honours it is asked again after bytes were sent
     */
    Mono<AddOutcome> add(UpstreamEvent.Draft event, @Nullable String idempotencyKey, Requester requester);
}
