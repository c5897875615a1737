package io.letsrun.testing;

import io.letsrun.local.process.Component;
import io.letsrun.local.process.LogFile;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.process.Startup;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A component whose process ends with this JVM at the latest. */
class EmbeddedServer implements Server {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Component component;
    private final LogFile log;

    private @Nullable ProcessIdentity process;
    private boolean used;

    EmbeddedServer(Component component, Path logs) {
        this.component = component;
        this.log = new LogFile(logs.resolve(component.name() + ".log"));
    }

    /** Starts it the first time; what a test has stopped since stays stopped. */
    synchronized void startOnce() {
        if (!used) {
            start();
            used = true;
        }
    }

    @Override
    public synchronized void start() {
        if (process == null || !process.alive()) {
            new Startup(component, log).run(this::record, READY_WITHIN);
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.end(component.farewell(), component.grace());
            Reaper.forget(process.pid());
            process = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
            Reaper.forget(process.pid());
            process = null;
        }
    }

    private void record(ProcessIdentity started) {
        Reaper.watch(started.pid());
        process = started;
    }
}
