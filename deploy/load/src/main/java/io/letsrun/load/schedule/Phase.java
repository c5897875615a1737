package io.letsrun.load.schedule;

/**
 * A part of a load whose figures are kept apart.
 *
 * @param name what it is called where its figures are shown
 * @param arrivals when its requests are due, from its beginning, which is the end of the phase before it
 */
public record Phase(String name, Arrivals arrivals) {}
