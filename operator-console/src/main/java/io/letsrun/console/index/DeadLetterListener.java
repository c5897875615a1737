package io.letsrun.console.index;

import io.letsrun.delivery.fetch.OversizedRecord;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

/** The edge where a Kafka thread waits for the index: when this returns the batch is stored, and its offsets are committed. */
final class DeadLetterListener implements BatchMessageListener<byte[], byte[]> {

    private final DeadLetterReader reading;
    private final LetterIndex index;
    private final Duration storeTimeout;
    private final Counter indexed;

    DeadLetterListener(DeadLetterReader reading, LetterIndex index, Duration storeTimeout, Counter indexed) {
        this.reading = reading;
        this.index = index;
        this.storeTimeout = storeTimeout;
        this.indexed = indexed;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(DeadLetterListener::tellSize);
        List<DeadLetter> letters = records.stream().map(reading::read).toList();
        Long stored = index.store(letters).timeout(storeTimeout).block();
        indexed.increment(Objects.requireNonNull(stored));
    }

    /** A letter that is too large itself: somebody else than we wrote it. */
    private static void tellSize(ConsumerRecord<byte[], byte[]> record) {
        OversizedRecord oversized = OversizedRecord.of(record);
        if (oversized != null) {
            oversized.tell(record.headers(), record.offset());
        }
    }
}
