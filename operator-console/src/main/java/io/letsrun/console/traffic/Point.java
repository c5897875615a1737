package io.letsrun.console.traffic;

import java.time.Instant;

/** What was measured at a moment. */
public record Point(Instant at, double value) {}
