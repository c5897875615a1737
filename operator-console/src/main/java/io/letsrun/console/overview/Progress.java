package io.letsrun.console.overview;

/**
 * How far a group has come in a topic, over all partitions.
 *
 * @param committed the sum of its offsets
 * @param lag how many records it has not committed yet
 */
record Progress(long committed, long lag) {

    static final Progress NONE = new Progress(0, 0);

    Progress plus(Progress other) {
        return new Progress(committed + other.committed, lag + other.lag);
    }
}
