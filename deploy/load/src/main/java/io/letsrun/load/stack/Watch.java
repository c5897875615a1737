package io.letsrun.load.stack;

import com.sun.management.OperatingSystemMXBean;
import io.letsrun.contracts.event.Topics;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at the system once a second, and now and then at the JVMs of the services. */
public final class Watch implements AutoCloseable {

    private static final String GATEWAY = "gateway-service";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Those that a phone's requests reach. */
    private static final List<String> SERVICES =
            List.of(GATEWAY, "signup-service", "profile-consumer", "events-service");

    /**
     * The system at one moment.
     *
     * @param stored records that the consumers have stored or dead-lettered since the burst began
     * @param lag records that wait for the consumers
     * @param generatorCores how many cores the load took since the sample before
     * @param machineShare of all cores that were busy, 0 to 1
     * @param gatewayBytes the gateway's resident memory; 0 when it is not running
     */
    public record Sample(
            Instant at, long stored, long lag, double generatorCores, double machineShare, long gatewayBytes) {}

    /**
     * What a service holds.
     *
     * @param liveHeap bytes of the objects that are in use
     * @param files open ones
     * @param threads of its process
     */
    public record Jvm(Instant at, String service, long liveHeap, long files, long threads) {}

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Processes processes;
    private final GroupProgress groups;
    private final Consumer<Sample> told;
    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final List<Jvm> jvms = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("watch-", 0).daemon().factory());
    private volatile Map<String, Duration> processorTimeBefore = Map.of();
    private volatile long timedFrom = System.nanoTime();
    private GroupProgress.@Nullable Position first;
    private GroupProgress.Position last = new GroupProgress.Position(0, 0);
    private long lastAt = System.nanoTime();
    private long lastCpu = machine.getProcessCpuTime();

    /** @param told of each sample */
    public Watch(MeasuredStack stack, Consumer<Sample> told) {
        this.processes = new Processes(stack.stack()::alive);
        this.groups = new GroupProgress(stack.stack().bootstrapServers(), PATIENCE);
        this.told = told;
        follow();
        threads.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * A load begins.
     *
     * @param warmUp how long before its timed part
     * @param interval between two looks at the services' JVMs; zero for none
     */
    public void begin(Duration warmUp, Duration interval) {
        threads.schedule(this::timedPartBegins, warmUp.toMillis(), TimeUnit.MILLISECONDS);
        if (!interval.isZero()) {
            threads.scheduleAtFixedRate(
                    this::lookAtJvms, warmUp.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void timedPartBegins() {
        processorTimeBefore = processes.processorTime();
        timedFrom = System.nanoTime();
    }

    /** The load is over. Returns how many cores each process used in the timed part. */
    public Map<String, Double> end() {
        double time = System.nanoTime() - timedFrom;
        Map<String, Double> cores = new TreeMap<>();
        processes.processorTime().forEach((name, used) -> {
            Duration before = processorTimeBefore.getOrDefault(name, Duration.ZERO);
            // One that was restarted meanwhile has used at least this.
            Duration since = used.compareTo(before) < 0 ? used : used.minus(before);
            cores.put(name, since.toNanos() / time);
        });
        if (!jvms.isEmpty()) {
            lookAtJvms();
        }
        return cores;
    }

    private void look() {
        try {
            follow();
            long at = System.nanoTime();
            long cpu = machine.getProcessCpuTime();
            Long gateway = processes.pids().get().get(GATEWAY);
            Sample sample = new Sample(
                    Instant.now(),
                    first == null ? 0 : last.settled() - first.settled(),
                    last.lag(),
                    (cpu - lastCpu) / (double) (at - lastAt),
                    Math.max(0, machine.getCpuLoad()),
                    gateway == null ? 0 : Processes.residentBytes(gateway));
            lastAt = at;
            lastCpu = cpu;
            samples.add(sample);
            told.accept(sample);
        } catch (RuntimeException e) {
            // A look that fails, as one may while things are killed, must not be the last.
            System.getLogger(Watch.class.getName()).log(System.Logger.Level.DEBUG, "a look failed", e);
        }
    }

    /** While the broker does not answer, things are as they were. */
    private void follow() {
        try {
            GroupProgress.Position signups = groups.of("signup-service", Topics.SIGNUPS.name());
            GroupProgress.Position runs = groups.of("profile-consumer", Topics.RUNS.name());
            last = new GroupProgress.Position(signups.settled() + runs.settled(), signups.lag() + runs.lag());
            first = first == null ? last : first;
        } catch (ExecutionException e) {
            System.getLogger(Watch.class.getName()).log(System.Logger.Level.DEBUG, "the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each service that runs stops for a full collection. */
    private void lookAtJvms() {
        Instant at = Instant.now();
        Map<String, Long> running = processes.pids().get();
        for (String service : SERVICES) {
            Long pid = running.get(service);
            OptionalLong bytes = pid == null ? OptionalLong.empty() : LiveHeap.of(pid);
            if (pid != null && bytes.isPresent()) {
                jvms.add(new Jvm(at, service, bytes.getAsLong(), Processes.openFiles(pid), Processes.threads(pid)));
            }
        }
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    public List<Jvm> jvms() {
        return List.copyOf(jvms);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        groups.close();
    }
}
