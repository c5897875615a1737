package io.letsrun.testing;

import io.letsrun.local.process.Component;
import io.letsrun.local.process.LogFile;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.process.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** This machine: the local stack's own servers, as processes that end with this JVM at the latest, in a temporary directory. */
final class EmbeddedHost implements Infrastructure.Host {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Path directory = temporaryDirectory();
    private final List<Server.Lifecycle> all = new CopyOnWriteArrayList<>();

    @Override
    public Path data() {
        return directory;
    }

    @Override
    public Server.Lifecycle lifecycle(Component server) {
        Server.Lifecycle lifecycle = new EmbeddedServer(server);
        all.add(lifecycle);
        return lifecycle;
    }

    @Override
    public void close() {
        all.forEach(Server.Lifecycle::kill);
        new Tree(directory).delete();
    }

    private static Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("letsrun-test");
            Reaper.deleteAtEnd(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class EmbeddedServer implements Server.Lifecycle {

        private final Component component;
        private @Nullable ProcessIdentity process;

        EmbeddedServer(Component component) {
            this.component = component;
        }

        @Override
        public synchronized void start() {
            if (process == null || !process.alive()) {
                LogFile log = new LogFile(directory.resolve("logs").resolve(component.name() + ".log"));
                component.start(log, this::record, READY_WITHIN);
            }
        }

        @Override
        public synchronized void stop() {
            if (process != null) {
                process.end(component.farewell(), component.grace());
                forget(process);
            }
        }

        @Override
        public synchronized void kill() {
            if (process != null) {
                process.kill();
                forget(process);
            }
        }

        private void record(ProcessIdentity started) {
            Reaper.watch(started.pid());
            process = started;
        }

        private void forget(ProcessIdentity ended) {
            Reaper.forget(ended.pid());
            process = null;
        }
    }
}
