package io.letsrun.events.upstream;

/** What became of a new event. */
public sealed interface Added {

    /** The upstream has it, once. */
    record Stored(Event event) implements Added {}

    /** The upstream does not have it: it said so, or was never asked. */
    record Refused(Reason reason) implements Added {}

    /** The upstream refuses this very event, and will again. */
    record Invalid() implements Added {}

    /** The upstream may have it or not: the call was cut short after bytes were sent. */
    record InDoubt(Reason reason) implements Added {}
}
