package io.letsrun.console.traffic;

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
