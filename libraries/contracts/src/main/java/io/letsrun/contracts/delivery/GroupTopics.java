package io.letsrun.contracts.delivery;

import io.letsrun.contracts.event.Topic;

/**
 * Where a group keeps those records of a topic that it could not store. Each of these topics has as many partitions as the
 * main topic, is never compacted, and is read by this group (and the dead letters by operator-console) only.
 *
 * @param topic the main topic
 * @param group the consumer group, which is the service's name
 */
public record GroupTopics(Topic topic, String group) {

    /** Twice what a main topic takes: room for the headers of a failure, and for a compression that suits the record less. */
    public static final int MAX_BATCH_BYTES = 2 * 1024 * 1024;

    /** Returns the first retry topic, where failed records of a batch enter, and replayed ones: tried at once. */
    public Topic retry() {
        return derived(".retry");
    }

    /**
     * Returns the topic of a tier, whose records wait for its delay and are tried then.
     *
     * @param tier from 0
     */
    public Topic retry(int tier) {
        return derived(".retry-" + tier);
    }

    /** Returns the topic of those that no attempt will store, or whose attempts are exhausted. */
    public Topic deadLetters() {
        return derived(".dlt");
    }

    private Topic derived(String suffix) {
        return new Topic(topic.name() + "." + group + suffix, false, MAX_BATCH_BYTES);
    }
}
