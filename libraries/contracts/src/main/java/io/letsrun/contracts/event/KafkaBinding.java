package io.letsrun.contracts.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Between events and Kafka records: the value is the event's JSON, its attributes ride in headers. Thread-safe.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents,
 *     Kafka protocol binding 1.0.2, binary content mode</a>
 */
public final class KafkaBinding {

    private static final byte[] SPEC_VERSION = ascii("1.0");
    private static final byte[] JSON = ascii("application/json");

    private final InstantText times = new InstantText();
    private final EventCodec codec;
    private final byte[] source;

    /**
     * @param source the CloudEvents {@code source} of what this binding writes: {@code /} and the service's name
     * @param types the types it reads; it writes any
     */
    public KafkaBinding(String source, EventType<?>... types) {
        this.source = ascii(source);
        this.codec = new EventCodec(types);
    }

    /**
     * Returns the record that publishes the event.
     *
     * @param time the CloudEvents {@code time}
     * @param traceParent the W3C {@code traceparent} to carry on; null when there is no trace
     */
    public ProducerRecord<byte[], byte[]> write(Topic topic, Event event, Instant time, @Nullable String traceParent) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.name(), ascii(event.partitionKey()), codec.encode(event));
        Headers headers = record.headers()
                .add(EventHeaders.SPEC_VERSION, SPEC_VERSION)
                .add(EventHeaders.ID, ascii(event.eventId()))
                .add(EventHeaders.SOURCE, source)
                .add(EventHeaders.TIME, ascii(times.of(time)))
                .add(EventHeaders.CONTENT_TYPE, JSON);
        if (traceParent != null) {
            headers.add(EventHeaders.TRACE_PARENT, ascii(traceParent));
        }
        headers.add(EventHeaders.TYPE, ascii(event.type().name())); // last, where a consumer looks first
        return record;
    }

    /**
     * Returns the event of the record.
     *
     * @throws UndecodableEvent when it has none that this binding can read, now or ever
     */
    public Event read(ConsumerRecord<byte[], byte[]> record) {
        return codec.decode(header(record.headers(), EventHeaders.TYPE), record.value());
    }

    /** Returns the last value of the header, as text; null when it is absent. */
    public static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
