package io.letsrun.edge.connection;

import io.letsrun.edge.properties.DataSizeRange;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits on the connections of an HTTP server.
 *
 * @param most the connections at once, at least 10; 10,000 by default, and never more than the process has file handles for
 * @param perAddress the share of {@code most} that one client address may have, above 0 to 1; 0.5 by default
 * @param idle after which a connection without a request is closed, 1 s to 1 h; 75 s by default
 * @param head how long a request's head may take from its first byte to its last, 100 ms to 1 min; 5 s by default
 * @param bodyWindow how often the progress of a body is checked, 100 ms to 1 min; 10 s by default
 * @param bodyRate the bytes per second that a body must make in each window, at least 1 byte; 1 KiB by default
 * @param body how long a body may take altogether, {@code bodyWindow} to 1 h; 3 min by default
 * @param trustedProxies the networks, in CIDR notation, whose {@code X-Forwarded-For} is believed, and whose connections are
 *     not bounded by address; none by default
 */
@Validated
@ConfigurationProperties("letsrun.connections")
public record ConnectionProperties(
        @Min(10) @DefaultValue("10000") int most,
        @Positive @DecimalMax("1") @DefaultValue("0.5") double perAddress,

        @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("75s")
        Duration idle,

        @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration head,

        @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("10s")
        Duration bodyWindow,

        @DataSizeRange(min = "1B", max = "1MB") @DefaultValue("1KB")
        DataSize bodyRate,

        @DurationMax(hours = 1) @DefaultValue("3m") Duration body,
        @DefaultValue List<String> trustedProxies) {

    private static final int MOST_OF_MANAGEMENT = 200;

    @AssertTrue(message = "body must not be less than body-window") boolean isBodyAtLeastOneWindow() {
        return body.compareTo(bodyWindow) >= 0;
    }

    /** Returns the limits of a management port, which few programs use, maybe all from one address. */
    ConnectionProperties forManagement() {
        return new ConnectionProperties(
                MOST_OF_MANAGEMENT, 1.0, idle, head, bodyWindow, bodyRate, body, trustedProxies);
    }

    long bytesPerWindow() {
        return Math.max(1, bodyRate.toBytes() * bodyWindow.toMillis() / 1000);
    }
}
