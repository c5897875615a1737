package io.letsrun.load.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The JVMs of our services that a phone's requests reach, for a soak. */
public record Jvms(MeasuredStack stack) {

    private static final List<String> SERVICES =
            List.of("gateway-service", "signup-service", "profile-consumer", "events-service");

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

    /** Returns what is to be seen of those that run and answer. Each stops for a full collection. */
    public List<Sample> look(Instant at) {
        List<Sample> samples = new ArrayList<>();
        Map<String, Long> running = stack.stack().alive();
        try (Metrics.Client client = new Metrics.Client()) {
            for (String service : SERVICES) {
                Long pid = running.get(service);
                OptionalLong bytes = pid == null ? OptionalLong.empty() : LiveHeap.of(pid);
                if (bytes.isPresent()) {
                    client.of(stack.stack().management(service), NAMES)
                            .ifPresent(metrics -> samples.add(sample(at, service, bytes.getAsLong(), metrics)));
                }
            }
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
