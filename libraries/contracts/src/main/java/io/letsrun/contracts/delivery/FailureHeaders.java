package io.letsrun.contracts.delivery;

/**
 * Names of the headers that {@code delivery} adds to a record it could not store; their values are UTF-8 text.
 *
 * <p>Every dead letter carries all of them, once each, beside the original's own headers, key and value, which stay as they
 * were. A record in a retry topic carries all but {@link #REASON}. Only what is too large for its topic goes without its value, and
 * then says of it {@link #VALUE_BYTES} and {@link #VALUE_SHA256}.
 */
public final class FailureHeaders {

    /** What the names of all headers start with that tell where a record first came from; a replay keeps them. */
    public static final String ORIGINAL_PREFIX = "x-original-";

    /** The topic in which the record first came, whatever retries and replays it went through since. */
    public static final String ORIGINAL_TOPIC = "x-original-topic";

    /** The record's partition there, decimal. */
    public static final String ORIGINAL_PARTITION = "x-original-partition";

    /** The record's offset there, decimal. */
    public static final String ORIGINAL_OFFSET = "x-original-offset";

    /** The record's timestamp there, in milliseconds since 1970, decimal. */
    public static final String ORIGINAL_TIMESTAMP = "x-original-timestamp";

    /** The consumer group that failed. */
    public static final String GROUP = "x-group";

    /** A {@link FailureReason#code()}. */
    public static final String REASON = "x-failure-reason";

    /** The class name of the last failure's root cause. */
    public static final String EXCEPTION_CLASS = "x-exception-class";

    /** The message of the last failure's root cause, of at most {@value #MAX_MESSAGE_BYTES} bytes; empty when it has none. */
    public static final String EXCEPTION_MESSAGE = "x-exception-message";

    /** The last failure's stack trace, of at most {@value #MAX_STACK_BYTES} bytes. */
    public static final String EXCEPTION_STACK = "x-exception-stack";

    /** How often the record was tried since it was published or last replayed, decimal, 1 or more; outages do not count. */
    public static final String ATTEMPTS = "x-attempts";

    /** When the first of these attempts failed; RFC 3339, UTC. */
    public static final String FIRST_FAILURE = "x-first-failure";

    /** When the last of these attempts failed; RFC 3339, UTC. */
    public static final String LAST_FAILURE = "x-last-failure";

    /** The version of the service whose attempt failed last. */
    public static final String SERVICE_VERSION = "x-service-version";

    /** Of a letter without its value, {@link FailureReason#TOO_LARGE} or not: how many bytes the value had, decimal. */
    public static final String VALUE_BYTES = "x-value-bytes";

    /** Of a letter without its value: the value's SHA-256, in hexadecimal. */
    public static final String VALUE_SHA256 = "x-value-sha256";

    /** Of a letter that stands for several records of a partition: the offset of the last of them, decimal. */
    public static final String LAST_OFFSET = "x-original-last-offset";

    public static final int MAX_MESSAGE_BYTES = 1024;
    public static final int MAX_STACK_BYTES = 8192;

    private FailureHeaders() {}
}
