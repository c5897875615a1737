package io.letsrun.console.letter;

import java.time.Instant;

/**
 * One thing that happened to a letter, in this life or an earlier one.
 *
 * @param mood {@code good}, {@code warn}, {@code bad}, {@code busy} or nothing
 * @param who nothing when nobody did it
 */
record Moment(Instant at, String what, String mood, String who, String detail) {}
