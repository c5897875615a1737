package io.letsrun.delivery.retry;

import static io.letsrun.contracts.event.KafkaBinding.header;

import io.letsrun.contracts.delivery.FailureHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a record first came from.
 *
 * @param topic the main topic, always
 * @param partition -1 when a record in a retry topic does not tell
 * @param offset -1 when a record in a retry topic does not tell
 * @param timestamp in milliseconds since 1970
 */
public record RecordOrigin(String topic, int partition, long offset, long timestamp) {

    public static RecordOrigin of(ConsumerRecord<?, ?> record, RetryStep step) {
        String topic = step.topics().topic().name();
        if (step.main()) {
            return new RecordOrigin(topic, record.partition(), record.offset(), record.timestamp());
        }
        RecordOrigin told = told(topic, record.headers());
        return told == null ? new RecordOrigin(topic, -1, -1, record.timestamp()) : told;
    }

    private static @Nullable RecordOrigin told(String topic, Headers headers) {
        String partition = header(headers, FailureHeaders.ORIGINAL_PARTITION);
        String offset = header(headers, FailureHeaders.ORIGINAL_OFFSET);
        String timestamp = header(headers, FailureHeaders.ORIGINAL_TIMESTAMP);
        if (partition == null || offset == null || timestamp == null) {
            return null;
        }
        try {
            return new RecordOrigin(
                    topic, Integer.parseInt(partition), Long.parseLong(offset), Long.parseLong(timestamp));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
