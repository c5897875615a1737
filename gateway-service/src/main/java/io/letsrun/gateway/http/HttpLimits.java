package io.letsrun.gateway.http;

import io.letsrun.edge.properties.DataSizeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The largest bodies of requests.
 *
 * @param body of one signup or run, 1 KiB to 1 MiB; 64 KiB by default
 * @param batch of a batch of runs, 1 KiB to 16 MiB; 1 MiB by default
 */
@Validated
@ConfigurationProperties("letsrun.http")
public record HttpLimits(
        @DataSizeRange(min = "1KB", max = "1MB") @DefaultValue("64KB")
        DataSize body,

        @DataSizeRange(min = "1KB", max = "16MB") @DefaultValue("1MB")
        DataSize batch) {}
