package io.letsrun.load.burst;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.Jvms;
import io.letsrun.load.stack.Processes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is looked at when the timed part begins and while it goes on. */
final class TimedSampling implements AutoCloseable {

    private final Recording recording;
    private final Jvms jvms;
    private final boolean sampling;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("accompaniment").daemon().factory());

    TimedSampling(MeasuredStack stack, Processes processes, Recording recording, Duration warmUp, Duration sampled) {
        this.recording = recording;
        this.jvms = Jvms.of(stack);
        this.sampling = !sampled.isZero();
        thread.schedule(
                () -> recording.timedPartBegins(processes.processorTime()), warmUp.toMillis(), TimeUnit.MILLISECONDS);
        if (sampling) {
            thread.scheduleAtFixedRate(this::look, warmUp.toMillis(), sampled.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The last look, when nothing is sent any more. */
    void last() {
        if (sampling) {
            look();
        }
    }

    private void look() {
        recording.jvms(jvms.look(Duration.ofNanos(System.nanoTime() - began)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
