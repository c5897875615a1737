package io.letsrun.edge.connection;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an HTTP server bears from its clients.
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
@ConfigurationProperties("letsrun.connections")
public record ConnectionProperties(
        @DefaultValue("10000") int most,
        @DefaultValue("0.5") double perAddress,
        @DefaultValue("75s") Duration idle,
        @DefaultValue("5s") Duration head,
        @DefaultValue("10s") Duration bodyWindow,
        @DefaultValue("1KB") DataSize bodyRate,
        @DefaultValue("3m") Duration body,
        @DefaultValue List<String> trustedProxies) {

    private static final int MOST_OF_MANAGEMENT = 200;

    /** @throws IllegalArgumentException when a value is out of its range */
    public ConnectionProperties {
        within("most", most, 10, Integer.MAX_VALUE);
        within("per-address", perAddress, Double.MIN_VALUE, 1.0);
        within("idle", idle, Duration.ofSeconds(1), Duration.ofHours(1));
        within("head", head, Duration.ofMillis(100), Duration.ofMinutes(1));
        within("body-window", bodyWindow, Duration.ofMillis(100), Duration.ofMinutes(1));
        within("body-rate", bodyRate, DataSize.ofBytes(1), DataSize.ofMegabytes(1));
        within("body", body, bodyWindow, Duration.ofHours(1));
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Returns the same limits for a management port, which few programs use, and those from anywhere. */
    ConnectionProperties forManagement() {
        return new ConnectionProperties(
                MOST_OF_MANAGEMENT, 1.0, idle, head, bodyWindow, bodyRate, body, trustedProxies);
    }

    /** Returns the least that must arrive of a body in one window. */
    long bytesPerWindow() {
        return Math.max(1, bodyRate.toBytes() * bodyWindow.toMillis() / 1000);
    }

    private static <T extends Comparable<T>> void within(String name, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
        }
    }
}
