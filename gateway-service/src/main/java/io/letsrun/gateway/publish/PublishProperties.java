package io.letsrun.gateway.publish;

import java.time.Duration;
import org.apache.kafka.common.record.CompressionType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Publishing.
 *
 * @param deadline after which an event without an acknowledgement is given up and its request answered with 503, 1 s to
 *     2 min; 10 s by default
 * @param awayAfter how long records may wait without a single acknowledgement before the brokers count as away, which gives
 *     up what waits and refuses what comes, 500 ms to {@code deadline}; 3 s by default, which the failover of one broker of
 *     three mostly stays below. Without any connection to a broker it is 300 ms
 * @param linger how long a batch waits for more, 0 to 100 ms; 2 ms by default
 * @param compression of a batch; none by default, since batches that have lingered for 2 ms hold few records
 * @param batch the most bytes of one batch, 1 KiB to 1 MiB; 64 KiB by default
 * @param buffer the producer's memory for batches, at least 4 MiB; 64 MiB by default
 * @param inFlight the most bytes of events without an acknowledgement, before 503 is answered at once; a quarter of
 *     {@code buffer} by default, because a batch that is not full takes its whole size of it
 */
@ConfigurationProperties("letsrun.publish")
record PublishProperties(
        @DefaultValue("10s") Duration deadline,
        @DefaultValue("3s") Duration awayAfter,
        @DefaultValue("2ms") Duration linger,
        @DefaultValue("none") CompressionType compression,
        @DefaultValue("64KB") DataSize batch,
        @DefaultValue("64MB") DataSize buffer,
        @Nullable DataSize inFlight) {

    /** @throws IllegalArgumentException when a value is out of its range */
    PublishProperties {
        within("deadline", deadline, Duration.ofSeconds(1), Duration.ofMinutes(2));
        within("away-after", awayAfter, Duration.ofMillis(500), deadline);
        within("linger", linger, Duration.ZERO, Duration.ofMillis(100));
        within("batch", batch, DataSize.ofKilobytes(1), DataSize.ofMegabytes(1));
        within("buffer", buffer, DataSize.ofMegabytes(4), DataSize.ofGigabytes(8));
        if (inFlight != null) {
            within("in-flight", inFlight, DataSize.ofKilobytes(1), buffer);
        }
    }

    long inFlightBytes() {
        return inFlight == null ? buffer.toBytes() / 4 : inFlight.toBytes();
    }

    private static <T extends Comparable<T>> void within(String name, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
        }
    }
}
