package io.letsrun.events.adding;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * New events.
 *
 * @param body of one, 1 KB to 1 MB; 64 KB by default
 * @param keysKept how long an Idempotency-Key is remembered, 1 min to 30 days; 24 h by default
 * @param nearKeys what keys may take in this process, 1 MB or more; 32 MB by default
 */
@ConfigurationProperties("letsrun.events.adding")
record AddingProperties(
        @DefaultValue("64KB") DataSize body,
        @DefaultValue("24h") Duration keysKept,
        @DefaultValue("32MB") DataSize nearKeys) {

    /** @throws IllegalArgumentException when a value is out of its range */
    AddingProperties {
        if (body.compareTo(DataSize.ofKilobytes(1)) < 0 || body.compareTo(DataSize.ofMegabytes(1)) > 0) {
            throw new IllegalArgumentException("body must be 1 KB to 1 MB: " + body);
        }
        if (keysKept.compareTo(Duration.ofMinutes(1)) < 0 || keysKept.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException("keys-kept must be 1 min to 30 days: " + keysKept);
        }
        if (nearKeys.compareTo(DataSize.ofMegabytes(1)) < 0) {
            throw new IllegalArgumentException("near-keys must be 1 MB or more: " + nearKeys);
        }
    }
}
