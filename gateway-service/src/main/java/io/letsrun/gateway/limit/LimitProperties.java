package io.letsrun.gateway.limit;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one user or address may ask.
 *
 * @param runs the runs of one user: 1,000 at once, which lets a batch pass, and 600 a minute by default
 * @param signups the signups of one address: 60 at once and 60 a minute by default
 * @param tracked the most users, and the most addresses, that are remembered: at least 1; 100,000 by default
 */
@Validated
@ConfigurationProperties("letsrun.limits")
record LimitProperties(
        Limit.@org.jspecify.annotations.Nullable Setting runs,
        Limit.@org.jspecify.annotations.Nullable Setting signups,
        @Positive @DefaultValue("100000") int tracked) {

    Limit runLimit() {
        return (runs == null ? new Limit.Setting(1_000, 600) : runs).named("runs");
    }

    Limit signupLimit() {
        return (signups == null ? new Limit.Setting(60, 60) : signups).named("signups");
    }
}
