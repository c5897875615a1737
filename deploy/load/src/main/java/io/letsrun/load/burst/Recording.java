package io.letsrun.load.burst;

import io.letsrun.load.stack.FaultMark;
import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.stack.JvmSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is found out while a burst goes on, by several threads. */
final class Recording {

    private final Queue<Second> seconds = new ConcurrentLinkedQueue<>();
    private final Queue<FaultMark> marks = new ConcurrentLinkedQueue<>();
    private final Queue<JvmSample> jvms = new ConcurrentLinkedQueue<>();
    private volatile Instant began = Instant.now();
    private volatile Map<String, Duration> processorTimeBefore = Map.of();
    private volatile long timedFrom = System.nanoTime();
    private volatile Map<String, Double> cores = Map.of();
    private volatile List<PhaseResult> phases = List.of();

    void begins(Instant now) {
        began = now;
    }

    void second(Second second) {
        seconds.add(second);
    }

    void mark(FaultMark mark) {
        marks.add(mark);
    }

    void jvms(List<JvmSample> samples) {
        jvms.addAll(samples);
    }

    void timedPartBegins(Map<String, Duration> processorTime) {
        processorTimeBefore = processorTime;
        timedFrom = System.nanoTime();
    }

    void ends(List<PhaseResult> results, Map<String, Duration> processorTime) {
        phases = results;
        double seconds = (System.nanoTime() - timedFrom) / 1e9;
        Map<String, Double> taken = new TreeMap<>();
        processorTime.forEach((name, time) -> {
            Duration before = processorTimeBefore.getOrDefault(name, Duration.ZERO);
            // One that was started again meanwhile has taken at least this.
            Duration since = time.compareTo(before) < 0 ? time : time.minus(before);
            taken.put(name, Time.seconds(since) / seconds);
        });
        cores = taken;
    }

    Instant began() {
        return began;
    }

    List<Second> seconds() {
        return List.copyOf(seconds);
    }

    List<FaultMark> marks() {
        return List.copyOf(marks);
    }

    List<JvmSample> jvms() {
        return List.copyOf(jvms);
    }

    Map<String, Double> cores() {
        return cores;
    }

    List<PhaseResult> phases() {
        return phases;
    }
}
