package io.letsrun.gateway.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Counts what was accepted and what was refused, and why. */
@Component
public final class Tally {

    private static final String KIND = Tally.class.getName() + ".kind";

    private final MeterRegistry meters;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Map<ProblemKind, Counter>> refused = new ConcurrentHashMap<>();

    Tally(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Notes what the exchange is about, for the case that it is refused. */
    public static void about(ServerWebExchange exchange, String kind) {
        exchange.getAttributes().put(KIND, kind);
    }

    public void accepted(String kind) {
        Counter counter = accepted.get(kind);
        if (counter == null) {
            counter = accepted.computeIfAbsent(
                    kind,
                    absent -> Counter.builder("letsrun.gateway.accepted")
                            .description("events the brokers acknowledged and the client was told of")
                            .tag("kind", kind)
                            .register(meters));
        }
        counter.increment();
    }

    public void refused(String kind, ProblemKind reason) {
        refused.computeIfAbsent(kind, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        reason,
                        absent -> Counter.builder("letsrun.gateway.refused")
                                .description("requests, and items of batches, that were answered with a problem")
                                .tag("kind", kind)
                                .tag("reason", reason.slug())
                                .register(meters))
                .increment();
    }

    void refused(ServerWebExchange exchange, ProblemKind reason) {
        refused((String) exchange.getAttributes().getOrDefault(KIND, "other"), reason);
    }
}
