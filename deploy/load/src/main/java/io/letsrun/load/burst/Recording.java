package io.letsrun.load.burst;

import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.load.stack.FaultDrill;
import io.letsrun.load.stack.Jvms;
import io.letsrun.load.stack.Processes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What several threads record while a load runs. */
final class Recording {

    final Queue<Second> seconds = new ConcurrentLinkedQueue<>();
    final Queue<FaultDrill.Mark> marks = new ConcurrentLinkedQueue<>();
    final Queue<Jvms.Sample> jvms = new ConcurrentLinkedQueue<>();

    /** How many cores each process used in the timed part. */
    final Map<String, Double> cores = new TreeMap<>();

    Instant began = Instant.now();
    List<PhaseResult> phases = List.of();

    private final Jvms services;
    private final Processes processes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("recording").daemon().factory());
    private volatile Map<String, Duration> processorTimeBefore = Map.of();
    private volatile long timedFrom = System.nanoTime();

    Recording(Jvms services, Processes processes) {
        this.services = services;
        this.processes = processes;
    }

    /** @param interval between two looks at the services' JVMs; zero for none */
    void begin(Duration warmUp, Duration interval) {
        began = Instant.now();
        thread.schedule(this::timedPartBegins, warmUp.toMillis(), TimeUnit.MILLISECONDS);
        if (!interval.isZero()) {
            thread.scheduleAtFixedRate(this::look, warmUp.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void timedPartBegins() {
        processorTimeBefore = processes.processorTime();
        timedFrom = System.nanoTime();
    }

    private void look() {
        jvms.addAll(services.look(Instant.now()));
    }

    void end(List<PhaseResult> results) {
        phases = results;
        double time = (System.nanoTime() - timedFrom) / 1e9;
        processes.processorTime().forEach((name, used) -> {
            Duration before = processorTimeBefore.getOrDefault(name, Duration.ZERO);
            // One that was restarted meanwhile has used at least this.
            Duration since = used.compareTo(before) < 0 ? used : used.minus(before);
            cores.put(name, Stretch.seconds(since) / time);
        });
        if (!jvms.isEmpty()) {
            look();
        }
        thread.shutdownNow();
    }
}
