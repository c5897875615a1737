package io.letsrun.contracts.event;

/**
 * Names of Kafka record headers.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *     Kafka protocol binding 1.0.2, binary content mode</a>
 */
public final class EventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";

    /** RFC 3339, UTC: when the gateway accepted the request, or the service established the outcome. */
    public static final String TIME = "ce_time";

    public static final String CONTENT_TYPE = "content-type";

    /** W3C Trace Context, level 1. */
    public static final String TRACE_PARENT = "traceparent";

    private EventHeaders() {}
}
