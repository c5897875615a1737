package io.letsrun.gateway.signup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of claims. */
final class ClaimMetrics {

    private final Counter fresh;
    private final Counter repeated;
    private final Counter taken;
    private final Counter undecided;

    ClaimMetrics(MeterRegistry meters) {
        this.fresh = counter(meters, "fresh");
        this.repeated = counter(meters, "repeated");
        this.taken = counter(meters, "taken");
        this.undecided = counter(meters, "undecided");
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("letsrun.gateway.claims")
                .description("claims on an address, by what became of them")
                .tag("result", result)
                .register(meters);
    }

    void count(Claim claim) {
        switch (claim) {
            case Claim.Fresh unused -> fresh.increment();
            case Claim.Repeated unused -> repeated.increment();
            case Claim.Taken unused -> taken.increment();
            case Claim.Undecided unused -> undecided.increment();
        }
    }
}
