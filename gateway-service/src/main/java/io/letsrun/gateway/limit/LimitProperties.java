package io.letsrun.gateway.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one user or address may send something.
 *
 * @param runs the runs of one user: 1,000 at once, which lets a batch pass, and 600 a minute by default
 * @param signups the signups of one address: 60 at once and 60 a minute by default
 * @param tracked the most users, and the most addresses, that are remembered: at least 1; 100,000 by default
 */
@Validated
@ConfigurationProperties("letsrun.limits")
record LimitProperties(
        @Valid @DefaultValue Runs runs,
        @Valid @DefaultValue Signups signups,
        @Positive @DefaultValue("100000") int tracked) {

    record Runs(
            @Positive @DefaultValue("1000") long burst,
            @Positive @DefaultValue("600") long perMinute) {}

    record Signups(
            @Positive @DefaultValue("60") long burst,
            @Positive @DefaultValue("60") long perMinute) {}

    Limit runLimit() {
        return new Limit("runs", runs.burst, runs.perMinute);
    }

    Limit signupLimit() {
        return new Limit("signups", signups.burst, signups.perMinute);
    }
}
