package io.letsrun.load.report;

import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.LoadResult;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A number of a burst's timed part that a threshold can be about, and that can be compared. */
enum Metric {
    P50("p50", "ms", millis(Latency::p50)),
    P75("p75", "ms", millis(Latency::p75)),
    P90("p90", "ms", millis(Latency::p90)),
    P95("p95", "ms", millis(Latency::p95)),
    P99("p99", "ms", millis(Latency::p99)),
    P999("p99.9", "ms", millis(Latency::p999)),
    MAX("max", "ms", millis(Latency::max)),
    RATE("rate", "/s", load -> load.acceptedPerSecond()),
    ACCEPTED("accepted", "", load -> load.accepted()),
    REFUSED("refused", "", load -> load.refused()),
    IN_DOUBT("in-doubt", "", load -> load.inDoubt()),
    UNSENT("unsent", "", load -> load.unsent()),
    LOST("lost", "", load -> Double.NaN),
    DOUBLED("doubled", "", load -> Double.NaN);

    private final String label;
    private final String unit;
    private final ToDoubleFunction<LoadResult> value;

    Metric(String label, String unit, ToDoubleFunction<LoadResult> value) {
        this.label = label;
        this.unit = unit;
        this.value = value;
    }

    private static ToDoubleFunction<LoadResult> millis(ToDoubleFunction<Latency> percentile) {
        return load -> percentile.applyAsDouble(load.acceptedMillis());
    }

    static Optional<Metric> named(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label.equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Metric::label).collect(Collectors.joining(", "));
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    /** Returns NaN when it is not known, as what is lost when it could not be reconciled. */
    double of(LoadResult timed, BurstSummary.@Nullable Counts account) {
        return switch (this) {
            case LOST -> account == null ? Double.NaN : account.lost();
            case DOUBLED -> account == null ? Double.NaN : account.doubled();
            default -> value.applyAsDouble(timed);
        };
    }
}
