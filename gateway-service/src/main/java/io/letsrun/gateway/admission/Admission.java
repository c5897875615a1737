package io.letsrun.gateway.admission;

import com.netflix.concurrency.limits.limit.FixedLimit;
import io.letsrun.gateway.http.Urgency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Who has a place and who has none.
 *
 * <p>Writes and reads each have a limit of their own that their own latency moves, so that a slow read never costs a write
 * its place; events, whose latency means nothing, have a fixed one. Reads and events are also turned away while writes use
 * most of what they may: what is short then is the processor, which all of them share.
 */
final class Admission {

    private final AdmissionProperties properties;
    private final Places writes;
    private final Places reads;
    private final Places events;

    Admission(AdmissionProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.writes =
                new Places(new ObjectiveLimit(properties.leastPlaces(), properties.most(), properties.objective()));
        this.reads =
                new Places(new ObjectiveLimit(properties.leastPlaces(), properties.most(), properties.objective()));
        this.events = new Places(FixedLimit.of(properties.events()));
        watch("writes", writes, meters);
        watch("reads", reads, meters);
        watch("events", events, meters);
    }

    private static void watch(String group, Places places, MeterRegistry meters) {
        Gauge.builder("letsrun.gateway.admission.limit", places, Places::limit)
                .description("places there are for requests at once")
                .tag("group", group)
                .register(meters);
        Gauge.builder("letsrun.gateway.admission.in.use", places, Places::inUse)
                .description("places that requests have taken")
                .tag("group", group)
                .register(meters);
    }

    /** Returns where as many places were taken; null when there is no room. */
    @Nullable Places take(Errand errand, int places) {
        Places from = of(errand.urgency());
        boolean taken = switch (errand.urgency()) {
            case SIGNUP -> from.take(places, 1);
            case RUN -> from.take(places, properties.runs());
            case READ, EVENT -> !writes.isBeyond(properties.reads()) && from.take(places, 1);
        };
        return taken ? from : null;
    }

    /** Returns the places that requests of an urgency take. */
    Places of(Urgency urgency) {
        return switch (urgency) {
            case SIGNUP, RUN -> writes;
            case READ -> reads;
            case EVENT -> events;
        };
    }
}
