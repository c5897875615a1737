package io.letsrun.delivery.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what an answer of a broker takes when it is unpacked: records that are too large are replaced ({@link BatchLimiter}), and
 * batches for which there is no room are left out, to be fetched again.
 */
final class FetchLimiter {

    private static final Logger log = LoggerFactory.getLogger(FetchLimiter.class);

    private final FetchLimits limits;
    private final BufferSupplier buffers = BufferSupplier.create();
    private final byte[] buffer = new byte[UnpackedStream.BUFFER];

    FetchLimiter(FetchLimits limits) {
        this.limits = limits;
    }

    /** Changes the answer in place. Called by one thread at a time, as the client holds its lock while it reads answers. */
    void limit(FetchResponseData answer) {
        Budget budget = new Budget();
        for (FetchableTopicResponse topic : answer.responses()) {
            for (PartitionData partition : topic.partitions()) {
                if (partition.records() instanceof MemoryRecords records && records.sizeInBytes() > 0) {
                    partition.setRecords(limited(records, budget));
                }
            }
        }
    }

    /** What is left of one answer's room; its first batch always gets some. */
    private final class Budget {

        private long size = limits.batch();
        private long unpacked = limits.unpacked();

        boolean isSpent() {
            return size <= 0 || unpacked <= 0;
        }
    }

    private MemoryRecords limited(MemoryRecords records, Budget budget) {
        List<ByteBuffer> parts = new ArrayList<>();
        boolean changed = false;
        int position = 0;
        for (MutableRecordBatch batch : records.batches()) {
            if (budget.isSpent()) {
                changed = true;
                break;
            }
            ByteBuffer replaced = replaced(batch, budget);
            changed |= replaced != null;
            parts.add(replaced == null ? records.buffer().slice(position, batch.sizeInBytes()) : replaced);
            position += batch.sizeInBytes();
        }
        return changed ? joined(parts) : records;
    }

    private @Nullable ByteBuffer replaced(MutableRecordBatch batch, Budget budget) {
        if (!(batch instanceof DefaultRecordBatch records) || batch.isControlBatch()) {
            return null;
        }
        if (!records.isCompressed() && records.sizeInBytes() <= limits.surelyFits()) {
            budget.size -= records.sizeInBytes() + (long) FetchLimits.RECORD * records.countOrNull();
            return null;
        }
        BatchLimiter limiter = new BatchLimiter(limits, records, buffers, buffer);
        try {
            BatchLimiter.Measure measure = limiter.measure();
            if (measure.fits()) {
                budget.size -= measure.size();
                return null;
            }
            BatchLimiter.Limited limited = limiter.limit();
            budget.size -= limited.size();
            budget.unpacked -= limited.unpacked();
            log.atWarn()
                    .addKeyValue("baseOffset", batch.baseOffset())
                    .addKeyValue("lastOffset", batch.lastOffset())
                    .addKeyValue("bytes", batch.sizeInBytes())
                    .addKeyValue("unpackedBytes", limited.unpacked())
                    .log("A batch holds records that are too large; they become dead letters without their values");
            return limited.bytes();
        } catch (IOException | RuntimeException e) {
            // The consumer fails on it by itself, with topic and offset.
            log.atError()
                    .addKeyValue("baseOffset", batch.baseOffset())
                    .setCause(e)
                    .log("A fetched batch cannot be read; the consumer fails on it too, and names topic and offset");
            return null;
        }
    }

    private static MemoryRecords joined(List<ByteBuffer> parts) {
        ByteBuffer all = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(all::put);
        return MemoryRecords.readableRecords(all.flip());
    }
}
