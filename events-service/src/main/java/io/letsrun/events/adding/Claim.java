package io.letsrun.events.adding;

import io.letsrun.events.upstream.Event;

/** What a request may do under its Idempotency-Key. */
sealed interface Claim {

    /** The key is new: the event may be sent, once. */
    record Ours() implements Claim {}

    /** The key's event is stored already. */
    record Settled(Event event) implements Claim {}

    /** The key's event is being sent by somebody else just now. */
    record UnderWay() implements Claim {}

    /** The key's event was sent, and nobody knows what became of it. */
    record Doubtful() implements Claim {}

    /** The key came with another event before. */
    record OtherEvent() implements Claim {}
}
