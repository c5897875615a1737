package io.letsrun.delivery.fetch;

import static org.apache.kafka.common.record.RecordBatch.NO_TIMESTAMP;

import io.letsrun.contracts.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Looks at how large the records of one batch are, and replaces those that are too large by an {@link OversizedRecord} each.
 *
 * <p>It reads the batch as a stream, so it needs a few KiB itself. When the records that fit take more than a batch may, or too
 * much had to be unpacked, one {@link OversizedRecord} stands for the rest of the batch.
 *
 * @see <a href="https://kafka.apache.org/documentation/#recordbatch">Kafka, record batch and record format</a>
 */
final class BatchLimiter {

    private static final int FIXED_BYTES = 1; // a record's attributes

    /** A key, and headers, of an oversized record are kept when they take no more than this. */
    private static final int KEPT_KEY_BYTES = 16 * 1024;

    private static final int KEPT_HEADER_BYTES = 16 * 1024;
    private static final int KEPT_HEADERS = 100;

    private final FetchLimits limits;
    private final DefaultRecordBatch batch;
    private final BufferSupplier buffers;
    private final byte[] buffer;
    private final int count;

    /** @param buffer of {@link UnpackedStream#BUFFER} bytes, for this one alone */
    BatchLimiter(FetchLimits limits, DefaultRecordBatch batch, BufferSupplier buffers, byte[] buffer) {
        this.limits = limits;
        this.batch = batch;
        this.buffers = buffers;
        this.buffer = buffer;
        this.count = batch.countOrNull();
    }

    /**
     * What a batch takes.
     *
     * @param size of its records in memory, as far as they are read
     * @param fits whether no record is too large, nor all together
     */
    record Measure(long size, boolean fits) {}

    /** Reads no further than it must to know. */
    Measure measure() throws IOException {
        long size = 0;
        try (UnpackedStream in = open()) {
            for (int n = 0; n < count; n++) {
                int bytes = in.varint();
                long end = in.position() + bytes;
                if (bytes > limits.record()) {
                    return new Measure(size, false);
                }
                long record = bytes + (long) FetchLimits.HEADER * headers(in);
                size += record + FetchLimits.RECORD;
                if (record > limits.record() || size > limits.batch()) {
                    return new Measure(size, false);
                }
                in.pass(end - in.position(), null);
            }
        }
        return new Measure(size, true);
    }

    /** Returns how many headers the record has whose size has been read. */
    private static int headers(UnpackedStream in) throws IOException {
        in.pass(FIXED_BYTES, null);
        in.skipVarlong(); // timestamp
        in.varint(); // offset
        in.pass(Math.max(0, in.varint()), null); // key
        in.pass(Math.max(0, in.varint()), null); // value
        return in.varint();
    }

    /**
     * The batch with marks instead of what is too large.
     *
     * @param bytes a whole record batch
     * @param unpacked how many bytes had to be unpacked for it
     */
    record Limited(ByteBuffer bytes, long size, long unpacked) {}

    Limited limit() throws IOException {
        ByteBufferOutputStream out = new ByteBufferOutputStream(batch.sizeInBytes());
        long size = 0;
        try (UnpackedStream in = open();
                MemoryRecordsBuilder builder = builder(out)) {
            for (int n = 0; n < count; n++) {
                int bytes = in.varint();
                if (size > limits.batch() || in.position() + bytes > limits.unpacked()) {
                    appendRest(in, builder);
                    break;
                }
                size += FetchLimits.RECORD + append(in, bytes, builder);
            }
            builder.overrideLastOffset(batch.lastOffset());
            return new Limited(builder.build().buffer(), size, in.position());
        }
    }

    /** Returns what it takes in memory. */
    private long append(UnpackedStream in, int bytes, MemoryRecordsBuilder builder) throws IOException {
        if (bytes > limits.record()) {
            return appendMark(in, bytes, builder);
        }
        ByteBuffer whole = ByteBuffer.allocate(ByteUtils.sizeOfVarint(bytes) + bytes);
        ByteUtils.writeVarint(bytes, whole);
        int start = whole.position();
        if (in.readNBytes(whole.array(), start, bytes) < bytes) {
            throw new IOException("the batch ends within a record");
        }
        long record = bytes + (long) FetchLimits.HEADER * headers(again(whole, start));
        if (record > limits.record()) {
            return appendMark(again(whole, start), bytes, builder);
        }
        Record parsed = DefaultRecord.readFrom(
                whole.rewind(), batch.baseOffset(), batch.baseTimestamp(), batch.baseSequence(), logAppendTime());
        builder.appendWithOffset(parsed.offset(), parsed.timestamp(), parsed.key(), parsed.value(), parsed.headers());
        return record;
    }

    private static UnpackedStream again(ByteBuffer whole, int start) {
        byte[] bytes = whole.array();
        return new UnpackedStream(
                new ByteArrayInputStream(bytes, start, bytes.length - start),
                new byte[Math.min(UnpackedStream.BUFFER, bytes.length)]);
    }

    private long appendMark(UnpackedStream in, int bytes, MemoryRecordsBuilder builder) throws IOException {
        long end = in.position() + bytes;
        in.pass(FIXED_BYTES, null);
        long timestamp = batch.baseTimestamp() + ByteUtils.readVarlong(in);
        long offset = batch.baseOffset() + in.varint();
        byte[] key = kept(in, in.varint(), KEPT_KEY_BYTES);
        int valueBytes = in.varint();
        MessageDigest digest = Sha256.fresh();
        in.pass(Math.max(0, valueBytes), digest);
        List<Header> headers = smallHeaders(in);
        in.pass(end - in.position(), null);
        String sha256 = valueBytes < 0 ? "" : HexFormat.of().formatHex(digest.digest());
        headers.add(new OversizedRecord(valueBytes, sha256, offset).mark());
        builder.appendWithOffset(offset, timestamp, key, null, headers.toArray(Header[]::new));
        return FetchLimits.RECORD;
    }

    /** One mark for a record, whose size has been read, and all that follow it in the batch. */
    private void appendRest(UnpackedStream in, MemoryRecordsBuilder builder) throws IOException {
        in.pass(FIXED_BYTES, null);
        long timestamp = batch.baseTimestamp() + ByteUtils.readVarlong(in);
        long offset = batch.baseOffset() + in.varint();
        Header mark = new OversizedRecord(-1, "", batch.lastOffset()).mark();
        builder.appendWithOffset(offset, timestamp, (byte[]) null, null, new Header[] {mark});
    }

    /** Returns the headers while they are few and small, as are those of every record of ours. */
    private static List<Header> smallHeaders(UnpackedStream in) throws IOException {
        List<Header> headers = new ArrayList<>();
        int left = KEPT_HEADER_BYTES;
        int count = in.varint();
        for (int n = 0; n < Math.min(count, KEPT_HEADERS); n++) {
            byte[] name = kept(in, in.varint(), left);
            int bytes = in.varint();
            byte[] value = kept(in, bytes, left);
            left -= (name == null ? 0 : name.length) + Math.max(0, bytes);
            if (name == null || left < 0) {
                return headers;
            }
            headers.add(new RecordHeader(new String(name, StandardCharsets.UTF_8), value));
        }
        return headers;
    }

    private static byte @Nullable [] kept(UnpackedStream in, int bytes, int most) throws IOException {
        if (bytes >= 0 && bytes <= most) {
            return in.readNBytes(bytes);
        }
        in.pass(Math.max(0, bytes), null);
        return null;
    }

    private UnpackedStream open() {
        return new UnpackedStream(batch.recordInputStream(buffers), buffer);
    }

    private @Nullable Long logAppendTime() {
        return batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : null;
    }

    private MemoryRecordsBuilder builder(ByteBufferOutputStream out) {
        Long appended = logAppendTime();
        return new MemoryRecordsBuilder(
                out,
                batch.magic(),
                Compression.NONE,
                batch.timestampType(),
                batch.baseOffset(),
                appended == null ? NO_TIMESTAMP : appended,
                batch.producerId(),
                batch.producerEpoch(),
                batch.baseSequence(),
                batch.isTransactional(),
                false,
                batch.partitionLeaderEpoch(),
                Integer.MAX_VALUE);
    }
}
