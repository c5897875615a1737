package io.letsrun.delivery.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record may take 10,000 bytes, a batch and an answer 50,000, and 500,000 are unpacked of an answer. */
class FetchLimiterTest {

    private static final FetchLimits LIMITS = new FetchLimits(10_000, 50_000, 500_000);
    private static final long FIRST = 100;

    private final FetchLimiter limiter = new FetchLimiter(LIMITS);

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void replacesALargeRecordAndKeepsItsNeighbours(CompressionType type) throws Exception {
        byte[] large = new byte[200_000];
        SimpleRecord bad = new SimpleRecord(7, utf8("key"), large, new Header[] {header("ce_type", "run")});

        List<ConsumerRecord<byte[], byte[]>> read = read(limited(batch(FIRST, type, small("a"), bad, small("b"))));

        assertThat(read).extracting(ConsumerRecord::offset).containsExactly(FIRST, FIRST + 1, FIRST + 2);
        assertThat(read.get(0).value()).isEqualTo(utf8("a"));
        assertThat(read.get(2).value()).isEqualTo(utf8("b"));
        ConsumerRecord<byte[], byte[]> mark = read.get(1);
        assertThat(mark.key()).isEqualTo(utf8("key"));
        assertThat(mark.value()).isNull();
        assertThat(mark.timestamp()).isEqualTo(7);
        assertThat(mark.headers().lastHeader("ce_type").value()).isEqualTo(utf8("run"));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(large));
        assertThat(OversizedRecord.of(mark)).isEqualTo(new OversizedRecord(200_000, sha256, FIRST + 1));
        assertThat(OversizedRecord.of(read.get(0))).isNull();
    }

    @Test
    void leavesAnAnswerAsItIsThatFits() {
        MemoryRecords records = batch(FIRST, CompressionType.LZ4, small("a"), small("b"));

        assertThat(limited(records)).isSameAs(records);
    }

    @Test
    void countsHeadersAndBoundsThem() {
        Header[] many = new Header[1_000];
        Arrays.fill(many, header("h", ""));
        SimpleRecord headers = new SimpleRecord(1, null, utf8("value"), many);
        SimpleRecord header =
                new SimpleRecord(1, (byte[]) null, null, new Header[] {header("x".repeat(20_000), "y"), header("z", "1")
                });
        SimpleRecord key = new SimpleRecord(1, new byte[20_000], null);

        List<ConsumerRecord<byte[], byte[]>> read =
                read(limited(batch(FIRST, CompressionType.ZSTD, headers, header, key, small("a"))));

        assertThat(read).hasSize(4);
        assertThat(OversizedRecord.of(read.get(0)))
                .isNotNull()
                .satisfies(mark -> assertThat(mark.valueBytes()).isEqualTo(5));
        assertThat(read.get(0).headers().toArray()).hasSizeLessThan(200);
        assertThat(OversizedRecord.of(read.get(1))).isEqualTo(new OversizedRecord(-1, "", FIRST + 1));
        assertThat(read.get(2).key()).isNull();
        assertThat(read.get(3).value()).isEqualTo(utf8("a"));
    }

    @Test
    void letsOneMarkStandForTheRestOfABatchThatTakesTooMuch() {
        SimpleRecord[] records = new SimpleRecord[20];
        Arrays.fill(records, new SimpleRecord(1, null, new byte[9_000]));

        List<ConsumerRecord<byte[], byte[]>> read = read(limited(batch(FIRST, CompressionType.GZIP, records)));

        assertThat(read).hasSize(7);
        assertThat(read.subList(0, 6))
                .allSatisfy(record -> assertThat(record.value()).hasSize(9_000));
        assertThat(OversizedRecord.of(read.getLast())).isEqualTo(new OversizedRecord(-1, "", FIRST + 19));
    }

    @Test
    void unpacksNoMoreThanItMay() {
        SimpleRecord bomb = new SimpleRecord(1, null, new byte[300_000]);

        List<ConsumerRecord<byte[], byte[]>> read =
                read(limited(batch(FIRST, CompressionType.ZSTD, bomb, bomb, small("a"))));

        assertThat(read).hasSize(2);
        assertThat(OversizedRecord.of(read.get(0))).isNotNull();
        assertThat(OversizedRecord.of(read.get(1))).isEqualTo(new OversizedRecord(-1, "", FIRST + 2));
    }

    @Test
    void leavesOutTheBatchesThereIsNoRoomFor() {
        SimpleRecord[] records = new SimpleRecord[5];
        Arrays.fill(records, new SimpleRecord(1, null, new byte[9_000]));
        MemoryRecords one = batch(FIRST, CompressionType.GZIP, records);
        MemoryRecords two = batch(FIRST + 5, CompressionType.GZIP, records);
        MemoryRecords three = batch(FIRST + 10, CompressionType.GZIP, records);
        PartitionData first = partition(0, joined(one, two, three));
        PartitionData second = partition(1, one);

        limiter.limit(answer(first, second));

        assertThat(read((MemoryRecords) first.records())).hasSize(10);
        assertThat(second.records().sizeInBytes()).isZero();
    }

    @Test
    void keepsWhatABatchIs() {
        MemoryRecords records = MemoryRecords.withTransactionalRecords(
                FIRST, Compression.gzip().build(), 7, (short) 1, 3, 9, new SimpleRecord(5, null, new byte[20_000]));

        RecordBatch batch = limited(records).batches().iterator().next();

        assertThat(batch.isTransactional()).isTrue();
        assertThat(batch.producerId()).isEqualTo(7);
        assertThat(batch.partitionLeaderEpoch()).isEqualTo(9);
        assertThat(batch.nextOffset()).isEqualTo(FIRST + 1);
        assertThat(batch.isValid()).isTrue();
    }

    @Test
    void keepsTheTimeOfTheBroker() {
        MemoryRecords records =
                batch(FIRST, CompressionType.GZIP, new SimpleRecord(5, null, new byte[20_000]), small("a"));
        MutableRecordBatch sent = records.batches().iterator().next();
        sent.setMaxTimestamp(TimestampType.LOG_APPEND_TIME, 77);

        List<ConsumerRecord<byte[], byte[]>> read = read(limited(records));

        assertThat(read).extracting(ConsumerRecord::timestamp).containsExactly(77L, 77L);
    }

    private MemoryRecords limited(MemoryRecords records) {
        PartitionData partition = partition(0, records);
        limiter.limit(answer(partition));
        return (MemoryRecords) partition.records();
    }

    private static FetchResponseData answer(PartitionData... partitions) {
        return new FetchResponseData()
                .setResponses(List.of(new FetchableTopicResponse().setPartitions(List.of(partitions))));
    }

    private static PartitionData partition(int index, MemoryRecords records) {
        return new PartitionData().setPartitionIndex(index).setRecords(records);
    }

    private static MemoryRecords batch(long offset, CompressionType type, SimpleRecord... records) {
        return MemoryRecords.withRecords(
                RecordBatch.CURRENT_MAGIC_VALUE,
                offset,
                Compression.of(type).build(),
                TimestampType.CREATE_TIME,
                records);
    }

    private static MemoryRecords joined(MemoryRecords... all) {
        ByteBuffer bytes = ByteBuffer.allocate(
                Arrays.stream(all).mapToInt(MemoryRecords::sizeInBytes).sum());
        for (MemoryRecords records : all) {
            bytes.put(records.buffer());
        }
        return MemoryRecords.readableRecords(bytes.flip());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(MemoryRecords records) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        for (MutableRecordBatch batch : records.batches()) {
            batch.ensureValid();
            for (Record record : batch) {
                read.add(new ConsumerRecord<>(
                        "topic",
                        0,
                        record.offset(),
                        record.timestamp(),
                        batch.timestampType(),
                        0,
                        0,
                        bytes(record.key()),
                        bytes(record.value()),
                        new RecordHeaders(record.headers()),
                        Optional.empty()));
            }
        }
        return read;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        return Utils.toNullableArray(buffer);
    }

    private static SimpleRecord small(String value) {
        return new SimpleRecord(1, null, utf8(value));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
