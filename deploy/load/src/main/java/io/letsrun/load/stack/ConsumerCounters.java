package io.letsrun.load.stack;

/**
 * How far a consuming service is, by its own counters. They begin at zero again when it restarts, and what it counted between the
 * last look and its end is missing then: only the reconciliation knows what is stored.
 */
final class ConsumerCounters {

    private static final String RECORDS = "letsrun_delivery_records_total";
    /** What the same is called where a service is asked for it. */
    private static final String COUNTER = "letsrun_delivery_records";

    private static final String LAG = "letsrun_delivery_lag";

    private final String url;
    private final String topic;
    private double last = -1;
    private double stored;
    private long lag;

    /** @param topic its main topic, with which the names of its retry topics begin as well */
    ConsumerCounters(String url, String topic) {
        this.url = url;
        this.topic = topic;
    }

    void look(Metrics.Client metrics) {
        metrics.of(url, RECORDS, COUNTER, LAG).ifPresent(this::take);
    }

    void take(Metrics metrics) {
        double now = metrics.sum(RECORDS, "outcome=\"stored\"", topic);
        if (last >= 0) {
            stored += now >= last ? now - last : now;
        }
        last = now;
        lag = (long) metrics.sum(LAG);
    }

    /** Records since the first look. */
    long stored() {
        return (long) stored;
    }

    /** Records it has not committed, in all its topics, when it last answered. */
    long lag() {
        return lag;
    }
}
