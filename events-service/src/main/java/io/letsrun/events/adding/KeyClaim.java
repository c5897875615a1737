package io.letsrun.events.adding;

import io.letsrun.events.upstream.UpstreamEvent;

/** What a request may do under its Idempotency-Key. */
sealed interface KeyClaim {

    /** The key is new: the event may be sent, once. */
    record Ours() implements KeyClaim {}

    /** The key's event is stored already. */
    record Settled(UpstreamEvent event) implements KeyClaim {}

    /** The key's event is being sent by somebody else just now. */
    record UnderWay() implements KeyClaim {}

    /** The key's event was sent, and nobody knows what became of it. */
    record Doubtful() implements KeyClaim {}

    /** The key came with another event before. */
    record OtherEvent() implements KeyClaim {}
}
