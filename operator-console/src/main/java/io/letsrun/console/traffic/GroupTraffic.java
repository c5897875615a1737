package io.letsrun.console.traffic;

import java.time.Duration;
import java.util.Optional;

/**
 * A group at work on a topic.
 *
 * @param in records a second into the topic
 * @param out records a second that the group commits
 * @param lag records it has not committed
 * @param retrying records that wait in the group's retry topics
 * @param dead records a second into its dead-letter topic
 */
public record GroupTraffic(String topic, String group, Series in, Series out, Series lag, long retrying, Series dead) {

    /** When the lag will be gone, if both rates stay; nothing when they would never end it. */
    public Optional<Duration> toDrain() {
        return drain(lag.now(), in.now(), out.now());
    }

    static Optional<Duration> drain(double lag, double in, double out) {
        if (lag <= 0) {
            return Optional.of(Duration.ZERO);
        }
        double gained = out - in;
        double seconds = Math.ceil(lag / gained);
        return gained > 0 && seconds < Integer.MAX_VALUE
                ? Optional.of(Duration.ofSeconds((long) seconds))
                : Optional.empty();
    }
}
