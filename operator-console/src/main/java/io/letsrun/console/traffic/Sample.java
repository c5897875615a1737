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
record Sample(Instant at, Map<String, Long> ends, Map<String, Long> kept, Map<Flow, GroupPosition> flows) {

    /**
     * How far a group has come in a topic, over all partitions.
     *
     * @param committed the sum of its offsets
     * @param lag how many records it has not committed yet
     */
    record GroupPosition(long committed, long lag) {

        static final GroupPosition NONE = new GroupPosition(0, 0);

        GroupPosition plus(GroupPosition other) {
            return new GroupPosition(committed + other.committed, lag + other.lag);
        }
    }
}
