package io.letsrun.delivery.fetch;

import io.letsrun.contracts.delivery.FailureHeaders;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a record that was too large to unpack into memory. It stands at the record's place in the partition, with the
 * record's key and headers as far as they are small, and without its value.
 *
 * @param valueBytes of the value; -1 when there was none, or it was not read to its end
 * @param valueSha256 of the value, in hexadecimal; empty when there was none, or it was not read to its end
 * @param lastOffset of the records that this one stands for: its own, unless the rest of its batch could not be unpacked
 */
public record OversizedRecord(long valueBytes, String valueSha256, long lastOffset) {

    /** Nobody outside this process can make a record look like one, since the name is drawn when it starts. */
    private static final String MARK = "letsrun-oversized-" + UUID.randomUUID();

    private static final String SEPARATOR = " ";

    /** Returns what the record stands for; null when the record is as it was sent. */
    public static @Nullable OversizedRecord of(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            return null;
        }
        Header mark = record.headers().lastHeader(MARK);
        return mark == null ? null : parse(new String(mark.value(), StandardCharsets.US_ASCII));
    }

    /** Tells of the record in the headers that a dead letter has for it, instead of the mark. */
    public void tell(Headers headers, long offset) {
        headers.remove(MARK);
        if (valueBytes >= 0) {
            replace(headers, FailureHeaders.VALUE_BYTES, String.valueOf(valueBytes));
            replace(headers, FailureHeaders.VALUE_SHA256, valueSha256);
        }
        if (lastOffset != offset) {
            replace(headers, FailureHeaders.LAST_OFFSET, String.valueOf(lastOffset));
        }
    }

    private static void replace(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.US_ASCII));
    }

    private static OversizedRecord parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return new OversizedRecord(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]));
    }

    Header mark() {
        String text = valueBytes + SEPARATOR + valueSha256 + SEPARATOR + lastOffset;
        return new RecordHeader(MARK, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return (valueBytes < 0 ? "the record" : "the value of " + valueBytes + " bytes") + " is too large to keep";
    }
}
