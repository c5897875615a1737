package io.letsrun.events.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The outside system. Every call goes through all policies: turns, time limit, retries within their budget, breaker. None
 * fails: what went wrong is a value. A subscriber that goes away takes its call back, which ends the exchange with the
 * upstream.
 */
public interface EventsUpstream {

    Mono<Fetched<UpstreamUser>> user(String id, Requester asker);

    Mono<Fetched<UpstreamEvent>> event(String id, Requester asker);

    /** Finds all users. */
    Mono<Fetched<List<UpstreamUser>>> users(Requester asker);

    /** Finds all events. */
    Mono<Fetched<List<UpstreamEvent>>> events(Requester asker);

    /** @param idempotencyKey is passed on; only an upstream that honours it is asked again after bytes were sent */
    Mono<AddOutcome> add(EventDraft event, @Nullable String idempotencyKey, Requester asker);
}
