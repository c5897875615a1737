package io.letsrun.events.adding;

import io.letsrun.edge.properties.DataSizeRange;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * New events.
 *
 * @param body of one, 1 KB to 1 MB; 64 KB by default
 * @param keysKept how long an Idempotency-Key is remembered, 1 min to 30 days; 24 h by default
 * @param nearKeys what keys may take in this process, 1 MB or more; 32 MB by default
 */
@Validated
@ConfigurationProperties("letsrun.events.adding")
record AddingProperties(
        @DataSizeRange(min = "1KB", max = "1MB") @DefaultValue("64KB")
        DataSize body,

        @DurationMin(minutes = 1) @DurationMax(days = 30) @DefaultValue("24h")
        Duration keysKept,

        @DataSizeRange(min = "1MB", max = "4GB") @DefaultValue("32MB")
        DataSize nearKeys) {}
