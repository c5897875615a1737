package io.letsrun.load.drain;

import io.letsrun.contracts.bucket.BucketPartitioner;
import io.letsrun.load.stack.GroupProgress;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic while its consumer is stopped, then starts the consumer and watches until everything is stored. */
record Drain(MeasuredStack stack, Workload workload) {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    /**
     * Waits until records of earlier loads are stored, which would count as this one's.
     *
     * @throws Refusal when they are not stored in time
     */
    void awaitEarlierLoads() throws ExecutionException, InterruptedException {
        try (GroupProgress groups = new GroupProgress(stack.stack().bootstrapServers(), ANSWER)) {
            groups.awaitNone(workload.service(), workload.topic().name(), PATIENCE, System.out::println);
        }
    }

    /**
     * Returns how many records were stored at which moment.
     *
     * @param warmUp how many of the {@code count} records are not measured
     * @param stored how many of them end up as a row
     * @throws Refusal when another number is stored
     */
    Samples run(long warmUp, long count, long stored, LongFunction<ProducerRecord<byte[], byte[]>> records)
            throws SQLException, ExecutionException, InterruptedException {
        stack.stop(workload.service());
        long before = stored();
        fill(count, records);
        stack.start(workload.service());
        Samples samples = watch(count - warmUp);
        long now = stored() - before;
        if (now != stored) {
            throw new Refusal(workload.topic().name() + ": " + now + " records were stored, not " + stored
                    + ": something else wrote to the stack, or records were lost or stored twice.");
        }
        return samples;
    }

    /** Records stored before the last {@code count} count below zero. */
    private Samples watch(long count) throws ExecutionException, InterruptedException {
        Samples samples = new Samples();
        Instant end = Instant.now().plus(PATIENCE);
        try (GroupProgress groups = new GroupProgress(stack.stack().bootstrapServers(), ANSWER)) {
            long lag;
            do {
                lag = groups.of(workload.service(), workload.topic().name()).lag();
                samples.add(Instant.now(), count - lag);
                Thread.sleep(LOOK);
            } while (lag > 0 && Instant.now().isBefore(end));
        }
        return samples;
    }

    private void fill(long count, LongFunction<ProducerRecord<byte[], byte[]>> records) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.stack().bootstrapServers(),
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                BucketPartitioner.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long n = 0; n < count; n++) {
                Future<?> unused = producer.send(records.apply(n), (metadata, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
            }
        }
        Exception error = failure.get();
        if (error != null) {
            throw new IllegalStateException("the topic could not be filled", error);
        }
    }

    private long stored() throws SQLException {
        try (Connection connection = stack.stack().postgres(workload.role());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(workload.stored())) {
            result.next();
            return result.getLong(1);
        }
    }
}
