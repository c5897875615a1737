package io.letsrun.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;

/** Makes tallies for tests that need no context. */
public final class TestMetrics {

    private TestMetrics() {}

    public static RequestMetrics on(MeterRegistry meters) {
        return new RequestMetrics(meters);
    }
}
