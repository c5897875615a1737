package io.letsrun.gateway.admission;

import com.netflix.concurrency.limits.limit.FixedLimit;
import io.letsrun.gateway.http.Urgency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * The permits of writes, reads and events.
 *
 * <p>Writes and reads have separate limits that follow their own latency, so that slow reads never cost writes their permits;
 * events, which wait for a slow upstream, have a fixed limit. Reads and events are also refused while writes use most of their
 * permits, because all share the processors.
 */
@Component
final class PermitGroups {

    private final AdmissionProperties properties;
    private final Permits writes;
    private final Permits reads;
    private final Permits events;

    PermitGroups(AdmissionProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.writes =
                new Permits(new ObjectiveLimit(properties.leastPermits(), properties.most(), properties.objective()));
        this.reads =
                new Permits(new ObjectiveLimit(properties.leastPermits(), properties.most(), properties.objective()));
        this.events = new Permits(FixedLimit.of(properties.events()));
        watch("writes", writes, meters);
        watch("reads", reads, meters);
        watch("events", events, meters);
    }

    private static void watch(String group, Permits permits, MeterRegistry meters) {
        Gauge.builder("letsrun.gateway.admission.limit", permits, Permits::limit)
                .description("permits there are for requests at once")
                .tag("group", group)
                .register(meters);
        Gauge.builder("letsrun.gateway.admission.in.use", permits, Permits::inUse)
                .description("permits that requests have taken")
                .tag("group", group)
                .register(meters);
    }

    /** Takes the permits if there is room, and returns whether there was. */
    boolean take(RequestClass requestClass, int permits) {
        Urgency urgency = requestClass.urgency();
        return isServed(urgency) && of(urgency).take(permits, share(urgency));
    }

    boolean hasRoom(RequestClass requestClass, int permits) {
        Urgency urgency = requestClass.urgency();
        return isServed(urgency) && of(urgency).hasRoom(permits, share(urgency));
    }

    private boolean isServed(Urgency urgency) {
        return switch (urgency) {
            case SIGNUP, RUN -> true;
            case READ, EVENT -> !writes.isBeyond(properties.reads());
        };
    }

    private double share(Urgency urgency) {
        return urgency == Urgency.RUN ? properties.runs() : 1;
    }

    Permits of(Urgency urgency) {
        return switch (urgency) {
            case SIGNUP, RUN -> writes;
            case READ -> reads;
            case EVENT -> events;
        };
    }
}
