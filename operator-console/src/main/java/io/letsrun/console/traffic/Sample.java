package io.letsrun.console.traffic;

import java.time.Instant;
import java.util.Map;

/**
 * One measurement.
 *
 * @param ends each topic's end offsets, summed
 * @param kept how many records each topic holds
 * @param flows how far every group has come
 */
record Sample(Instant at, Map<String, Long> ends, Map<String, Long> kept, Map<Flow, GroupPosition> flows) {}
