package io.letsrun.events.listing;

import io.letsrun.events.upstream.MissingReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/** Counts answers that are less than what was asked for. */
final class PageMetrics {

    private final MeterRegistry meters;
    private final Counter stale;

    PageMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.stale = Counter.builder("letsrun.events.stale")
                .description("answers with something that the upstream said longer ago than it is fresh")
                .register(meters);
        for (MissingReason reason : MissingReason.values()) {
            partial(reason.label());
        }
        partial("unknown");
    }

    void stale() {
        stale.increment();
    }

    /** @param reasons each once, however many events it kept away */
    void partial(Set<String> reasons) {
        reasons.forEach(reason -> partial(reason).increment());
    }

    private Counter partial(String reason) {
        return Counter.builder("letsrun.events.partial")
                .description("answers that lacked events, by each reason why")
                .tag("reason", reason)
                .register(meters);
    }
}
