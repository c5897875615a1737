package io.letsrun.gateway.signup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts claims by result. */
@Component
final class ClaimMetrics {

    final Counter fresh;
    final Counter repeated;
    final Counter taken;
    final Counter undecided;
    final Counter keyReused;

    ClaimMetrics(MeterRegistry meters) {
        this.fresh = counter(meters, "fresh");
        this.repeated = counter(meters, "repeated");
        this.taken = counter(meters, "taken");
        this.undecided = counter(meters, "undecided");
        this.keyReused = counter(meters, "key-reused");
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("letsrun.gateway.claims")
                .description("claims on an address, by what became of them")
                .tag("result", result)
                .register(meters);
    }
}
