package io.letsrun.load.stack;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at the system once a second. */
public final class Watch implements AutoCloseable {

    private static final String GATEWAY = "gateway-service";

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Metrics.Client metrics = new Metrics.Client();
    private final Processes processes;
    private final ConsumerCounters signups;
    private final ConsumerCounters runs;
    private final Consumer<StackSample> told;
    private final List<StackSample> samples = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch").daemon().factory());
    private long lastAt = System.nanoTime();
    private long lastCpu = machine.getProcessCpuTime();

    /** @param told of each sample */
    public Watch(MeasuredStack stack, Processes processes, Consumer<StackSample> told) {
        this.signups = new ConsumerCounters(stack.stack().management("signup-service"), "letsrun.signups");
        this.runs = new ConsumerCounters(stack.stack().management("profile-consumer"), "letsrun.runs");
        this.processes = processes;
        this.told = told;
        signups.look(metrics);
        runs.look(metrics);
        thread.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            signups.look(metrics);
            runs.look(metrics);
            long at = System.nanoTime();
            long cpu = machine.getProcessCpuTime();
            StackSample sample = new StackSample(
                    Instant.now(),
                    signups.stored() + runs.stored(),
                    signups.lag() + runs.lag(),
                    (cpu - lastCpu) / (double) (at - lastAt),
                    Math.max(0, machine.getCpuLoad()),
                    gatewayBytes());
            lastAt = at;
            lastCpu = cpu;
            samples.add(sample);
            told.accept(sample);
        } catch (RuntimeException e) {
            // A look that fails, as one may while things are killed, must not be the last.
            System.getLogger(Watch.class.getName()).log(System.Logger.Level.DEBUG, "a look failed", e);
        }
    }

    private long gatewayBytes() {
        Long pid = processes.pids().get().get(GATEWAY);
        return pid == null ? 0 : processes.residentBytes(pid);
    }

    public List<StackSample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        metrics.close();
    }
}
