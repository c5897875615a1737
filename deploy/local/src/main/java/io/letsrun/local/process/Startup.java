package io.letsrun.local.process;

import io.letsrun.local.Refusal;
import java.time.Duration;
import java.util.function.Consumer;

/** One start of a component, from its launch until it is ready. */
public final class Startup {

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Component component;
    private final LogFile log;

    public Startup(Component component, LogFile log) {
        this.component = component;
        this.log = log;
    }

    /** Launches the component and returns when it is ready and provisioned. */
    public Process run(Consumer<ProcessIdentity> record, Duration limit) {
        Launch launch = component.launch();
        Process process = launch.start(log.rotate().path(), record);
        awaitReady(process, limit);
        component.provision();
        return process;
    }

    private void awaitReady(Process process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!component.ready()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Refusal("Stopped waiting for " + component.name() + ".");
            }
            if (!process.isAlive()) {
                throw new Refusal(component.name() + " ended while it started (exit code " + process.exitValue()
                        + "); the end of " + log.path() + ":\n  " + String.join("\n  ", log.last(15)));
            }
            if (System.nanoTime() > deadline) {
                throw new Refusal(
                        component.name() + " is not ready after " + limit.toSeconds() + " s; see " + log.path() + ".");
            }
            Pause.of(GLANCE);
        }
    }
}
