package io.letsrun.contracts.delivery;

/**
 * Names of the headers of a dead letter that is sent again, to {@link GroupTopics#retry()}; their values are UTF-8 text.
 *
 * <p>A replayed record has the letter's key and value, its own headers, and where it first came from; and nothing that tells
 * of its failures ({@link FailureHeaders} but for the original's, {@code kafka_*}, {@code retry_topic*}), or it would count as
 * one that has used its attempts up.
 */
public final class ReplayHeaders {

    /** A UUID for this letter and this replay. Whoever sees it answers it with a {@link ReplayResult}. */
    public static final String ID = "x-replay-id";

    /** How often the letter, or one of its earlier lives, has been replayed: decimal, 1 for the first time. */
    public static final String COUNT = "x-replay-count";

    private ReplayHeaders() {}
}
