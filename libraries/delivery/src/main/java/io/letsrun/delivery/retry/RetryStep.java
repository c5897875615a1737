package io.letsrun.delivery.retry;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One of the topics in which a group meets a record: the main topic, or one of its retry topics.
 *
 * @param topics the group's topics for the main one
 * @param topic this one
 * @param delay how long a record waits in it before it is tried
 * @param next where a record goes that may be stored later; null when this was its last attempt
 */
public record RetryStep(
        GroupTopics topics,
        Topic topic,
        Duration delay,
        @Nullable Topic next) {

    public boolean main() {
        return topic.equals(topics.topic());
    }

    /** Returns the verdict that holds here: with no attempt left, there is no retry. */
    public Verdict last(Verdict verdict) {
        return next == null && verdict instanceof Verdict.Retry retry
                ? new Verdict.DeadLettered(FailureReason.RETRIES_EXHAUSTED, retry.cause())
                : verdict;
    }

    /** Returns where a record goes that may be stored later. */
    public Topic afterwards() {
        return next == null ? topics.deadLetters() : next;
    }
}
