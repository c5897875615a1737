package io.letsrun.gateway.publish;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Counts and limits the bytes of records that wait for an acknowledgement. Thread-safe. */
final class InFlight {

    private static final int RECORD_OVERHEAD = 100; // the record's frame, and the objects that wait with it

    private final long bound;
    private final AtomicLong bytes = new AtomicLong();

    InFlight(long bound) {
        this.bound = bound;
    }

    boolean isFull() {
        return bytes.get() >= bound;
    }

    /** Returns the bytes in flight with it; 0 when there was no room. */
    long take(long size) {
        long all = bytes.addAndGet(size);
        if (all <= bound) {
            return all;
        }
        bytes.addAndGet(-size);
        return 0;
    }

    void release(long size) {
        bytes.addAndGet(-size);
    }

    long bytes() {
        return bytes.get();
    }

    static long sizeOf(ProducerRecord<byte[], byte[]> record) {
        long size = RECORD_OVERHEAD + record.key().length + record.value().length;
        for (Header header : record.headers()) {
            size += header.key().length() + header.value().length;
        }
        return size;
    }
}
