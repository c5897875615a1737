package io.letsrun.events.policy;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Second attempts for what takes unusually long.
 *
 * @param enabled false by default
 * @param quantile of the latencies seen lately after which a second attempt is made, 0.5 to 0.999; 0.95 by default
 * @param share the most second attempts as a share of calls, above 0 to 0.5; 0.05 by default
 * @param samples how many latencies must be known first, 1 to 500; 100 by default
 */
public record HedgeSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("0.95") double quantile,
        @DefaultValue("0.05") double share,
        @DefaultValue("100") int samples) {

    /** @throws IllegalArgumentException when a value is out of its range */
    public HedgeSettings {
        if (!(quantile >= 0.5 && quantile <= 0.999)) {
            throw new IllegalArgumentException("quantile must be 0.5 to 0.999: " + quantile);
        }
        if (!(share > 0 && share <= 0.5)) {
            throw new IllegalArgumentException("share must be above 0 to 0.5: " + share);
        }
        if (samples < 1 || samples > 500) {
            throw new IllegalArgumentException("samples must be 1 to 500: " + samples);
        }
    }
}
