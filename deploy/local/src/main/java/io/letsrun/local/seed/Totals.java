package io.letsrun.local.seed;

/** What is stored of a runner. */
public record Totals(long runs, long distanceMillimeters, long elapsedSeconds) {}
