package io.letsrun.gateway.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one request may carry.
 *
 * @param body of one signup or run, 1 KiB to 1 MiB; 64 KiB by default
 * @param batch of a batch of runs, 1 KiB to 16 MiB; 1 MiB by default
 */
@ConfigurationProperties("letsrun.http")
public record HttpLimits(
        @DefaultValue("64KB") DataSize body,
        @DefaultValue("1MB") DataSize batch) {

    /** @throws IllegalArgumentException when a size is out of its range */
    public HttpLimits {
        within("body", body, DataSize.ofMegabytes(1));
        within("batch", batch, DataSize.ofMegabytes(16));
    }

    private static void within(String name, DataSize size, DataSize max) {
        if (size.compareTo(DataSize.ofKilobytes(1)) < 0 || size.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be 1KB to " + max.toMegabytes() + "MB: " + size);
        }
    }
}
