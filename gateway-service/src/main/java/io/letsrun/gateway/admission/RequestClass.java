package io.letsrun.gateway.admission;

import io.letsrun.gateway.http.RequestMetrics;
import io.letsrun.gateway.http.Urgency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One kind of request, with its urgency and its meters. */
final class RequestClass {

    private final String kind;
    private final Urgency urgency;
    private final Map<RefusalReason, RequestMetrics.RefusalMeters> refusals = new EnumMap<>(RefusalReason.class);

    /** @param kind its name in metrics */
    RequestClass(String kind, Urgency urgency, RequestMetrics metrics) {
        this.kind = kind;
        this.urgency = urgency;
        for (RefusalReason refusal : RefusalReason.values()) {
            refusals.put(refusal, metrics.refusals(kind, refusal.problem(), refusal.reason()));
        }
    }

    String kind() {
        return kind;
    }

    Urgency urgency() {
        return urgency;
    }

    void count(RefusalReason refusal, long nanos) {
        Objects.requireNonNull(refusals.get(refusal)).count(nanos);
    }
}
