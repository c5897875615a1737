package io.letsrun.load.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The services' JVMs, for a soak.
 *
 * @param urls by service
 * @param pids by component, of those that run
 */
public record Jvms(Map<String, String> urls, Supplier<Map<String, Long>> pids) {

    /**
     * What a service holds.
     *
     * @param liveHeap bytes of the objects that are in use
     * @param files open ones
     * @param threads live ones
     * @param lag records that wait for it; 0 when it consumes none
     */
    public record Sample(Instant at, String service, long liveHeap, long files, long threads, long lag) {}

    private static final String[] NAMES = {
        "jvm_threads_live_threads", "process_files_open_files", "letsrun_delivery_lag"
    };

    /** Those of our own services that a phone's requests reach. */
    public static Jvms of(MeasuredStack stack) {
        Map<String, String> urls = new HashMap<>();
        for (String service : List.of("gateway-service", "signup-service", "profile-consumer", "events-service")) {
            urls.put(service, stack.management(service));
        }
        return new Jvms(urls, stack::alive);
    }

    /** Returns what is to be seen of those that run and answer. Each stops for a full collection. */
    public List<Sample> look(Instant at) {
        List<Sample> samples = new ArrayList<>();
        Map<String, Long> running = pids.get();
        try (Metrics.Client client = new Metrics.Client()) {
            urls.forEach((service, url) -> {
                Long pid = running.get(service);
                if (pid != null) {
                    LiveHeap.of(pid)
                            .ifPresent(bytes -> client.of(url, NAMES)
                                    .ifPresent(metrics -> samples.add(sample(at, service, bytes, metrics))));
                }
            });
        }
        return samples;
    }

    private static Sample sample(Instant at, String service, long liveHeap, Metrics metrics) {
        return new Sample(
                at,
                service,
                liveHeap,
                (long) metrics.sum("process_files_open_files"),
                (long) metrics.sum("jvm_threads_live_threads"),
                (long) metrics.sum("letsrun_delivery_lag"));
    }
}
