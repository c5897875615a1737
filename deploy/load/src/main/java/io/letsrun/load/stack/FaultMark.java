package io.letsrun.load.stack;

import java.time.Instant;

/**
 * Something that happened to the stack, as the report marks it.
 *
 * @param at when it was done
 * @param what in a few words
 */
public record FaultMark(Instant at, String what) {}
