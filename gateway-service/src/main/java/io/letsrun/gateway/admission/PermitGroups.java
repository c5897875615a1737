package io.letsrun.gateway.admission;

import com.netflix.concurrency.limits.limit.FixedLimit;
import io.letsrun.gateway.http.Urgency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Who has a permit and who has none.
 *
 * <p>Writes and reads each have a limit of their own that their own latency moves, so that a slow read never costs a write
 * its permit; events, whose latency means nothing, have a fixed one. Reads and events are also refused while writes use
 * most of what they may: what is short then is the processor, which all of them share.
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

    /** Returns whether there was room for as many permits; if so they are taken. */
    boolean take(RequestClass requestClass, int permits) {
        Urgency urgency = requestClass.urgency();
        return isServed(urgency) && of(urgency).take(permits, share(urgency));
    }

    /** Returns whether there is room for as many permits, without taking them. */
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

    /** Returns the permits that requests of an urgency take. */
    Permits of(Urgency urgency) {
        return switch (urgency) {
            case SIGNUP, RUN -> writes;
            case READ -> reads;
            case EVENT -> events;
        };
    }
}
