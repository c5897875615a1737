package io.letsrun.load.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The services' JVMs, for a soak.
 *
 * @param urls by service
 * @param pids by component, of those that run
 */
public record Jvms(Map<String, String> urls, Supplier<Map<String, Long>> pids) {

    private static final String[] NAMES = {
        "jvm_memory_used_bytes",
        "jvm_gc_live_data_size_bytes",
        "jvm_threads_live_threads",
        "process_files_open_files",
        "letsrun_delivery_lag"
    };
    private static final int JCMD_SECONDS = 20;

    /** @param collect whether each has to collect all its garbage first, which stops it for a moment */
    public List<JvmSample> look(Duration after, boolean collect) {
        List<JvmSample> samples = new ArrayList<>();
        try (Scrapes scrapes = new Scrapes()) {
            urls.forEach((service, url) -> {
                Long pid = pids.get().get(service);
                boolean collected = collect && pid != null && collect(pid);
                scrapes.of(url, NAMES).ifPresent(metrics -> samples.add(sample(after, service, metrics, collected)));
            });
        }
        return samples;
    }

    /** Without a collection of ours it is what the last full one has left. */
    private static JvmSample sample(Duration after, String service, Exposition metrics, boolean collected) {
        double heap = collected
                ? metrics.sum("jvm_memory_used_bytes", metric -> metric.has("area", "heap"))
                : metrics.sum("jvm_gc_live_data_size_bytes");
        return new JvmSample(
                after,
                service,
                (long) heap,
                (long) metrics.sum("process_files_open_files"),
                (long) metrics.sum("jvm_threads_live_threads"),
                (long) metrics.sum("letsrun_delivery_lag"));
    }

    private static boolean collect(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(JCMD_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
