package io.letsrun.events.adding;

import jakarta.validation.constraints.AssertTrue;
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
        @DefaultValue("64KB") DataSize body,

        @DurationMin(minutes = 1) @DurationMax(days = 30) @DefaultValue("24h")
        Duration keysKept,

        @DefaultValue("32MB") DataSize nearKeys) {

    @AssertTrue(message = "body must be 1 KB to 1 MB")
    boolean isBodyInRange() {
        return body.toKilobytes() >= 1
                && body.toBytes() <= DataSize.ofMegabytes(1).toBytes();
    }

    @AssertTrue(message = "near-keys must be 1 MB or more")
    boolean isNearKeysInRange() {
        return nearKeys.toMegabytes() >= 1;
    }
}
