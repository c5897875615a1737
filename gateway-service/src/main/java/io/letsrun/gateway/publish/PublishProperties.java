package io.letsrun.gateway.publish;

import io.letsrun.edge.properties.DataSizeRange;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.apache.kafka.common.record.CompressionType;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Publishing.
 *
 * @param deadline after which an event without an acknowledgement gets 503, 1 s to 2 min; 10 s by default
 * @param awayAfter how long records may wait without any acknowledgement before the brokers count as away, 500 ms to {@code
 *     deadline}; 3 s by default, longer than most failovers of one broker of three. Without any connection it is 300 ms
 * @param linger how long a batch waits for more records, 0 to 100 ms; 2 ms by default
 * @param compression of a batch; none by default, since batches hold few records
 * @param batch the most bytes of one batch, 1 KiB to 1 MiB; 64 KiB by default
 * @param buffer the producer's memory for batches, 4 MiB to 8 GiB; 64 MiB by default
 * @param inFlight the most bytes of events without an acknowledgement; beyond it the answer is 503. A quarter of {@code buffer}
 *     by default, because a batch that is not full takes its whole size
 */
@Validated
@ConfigurationProperties("letsrun.publish")
record PublishProperties(
        @DurationMin(seconds = 1) @DurationMax(minutes = 2) @DefaultValue("10s")
        Duration deadline,

        @DurationMin(millis = 500) @DefaultValue("3s") Duration awayAfter,

        @DurationMin @DurationMax(millis = 100) @DefaultValue("2ms")
        Duration linger,

        @DefaultValue("none") CompressionType compression,

        @DataSizeRange(min = "1KB", max = "1MB") @DefaultValue("64KB")
        DataSize batch,

        @DataSizeRange(min = "4MB", max = "8GB") @DefaultValue("64MB")
        DataSize buffer,

        @DataSizeRange(min = "1KB", max = "8GB") @Nullable DataSize inFlight) {

    @AssertTrue(message = "away-after must not be more than deadline") boolean isAwayAfterAtMostDeadline() {
        return awayAfter.compareTo(deadline) <= 0;
    }

    @AssertTrue(message = "in-flight must not be more than buffer") boolean isInFlightAtMostBuffer() {
        return inFlightBytes() <= buffer.toBytes();
    }

    long inFlightBytes() {
        return inFlight == null ? buffer.toBytes() / 4 : inFlight.toBytes();
    }
}
