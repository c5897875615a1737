package io.letsrun.local.stack;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Component.Layer;
import io.letsrun.local.process.LogFile;
import io.letsrun.local.process.Ports;
import io.letsrun.local.process.ProcessIdentity;
import io.letsrun.local.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts and ends components, each in its turn, and keeps the record of their processes true meanwhile. */
final class Conductor {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private final RunDirectory run;
    private final Path logs;
    private final Consumer<String> told;

    /** Guarded by this. Once set, no process starts any more, so that whoever ends all of them misses none. */
    private boolean ending;

    Conductor(RunDirectory run, Path logs, Consumer<String> told) {
        this.run = run;
        this.logs = logs;
        this.told = told;
    }

    /**
     * Starts components at once, those that need the servers as soon as all servers among them are ready.
     *
     * @return how long each took, by name
     */
    Map<String, Duration> start(List<Component> components) {
        Map<String, Duration> took = new ConcurrentHashMap<>();
        Map<Component, CompletableFuture<Void>> starts = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> failed = new CompletableFuture<>();
            for (Component component : components) {
                CompletableFuture<?>[] needed = starts.entrySet().stream()
                        .filter(start ->
                                component.needsServers() && start.getKey().layer() == Layer.SERVERS)
                        .map(Map.Entry::getValue)
                        .toArray(CompletableFuture[]::new);
                CompletableFuture<Void> start = CompletableFuture.allOf(needed)
                        .thenRunAsync(() -> took.put(component.name(), start(component, 0, null)), threads);
                start.whenComplete((done, problem) -> {
                    if (problem != null) {
                        failed.completeExceptionally(problem);
                    }
                });
                starts.put(component, start);
            }
            try {
                CompletableFuture.anyOf(
                                failed, CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new)))
                        .join();
            } catch (CompletionException e) {
                startNoMore();
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        return took;
    }

    /** Ends the last layer first, and the components of one layer together. */
    void stop(List<Component> components) {
        for (Layer layer : List.of(Layer.EDGE, Layer.CONSUMERS, Layer.SERVERS)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                components.stream()
                        .filter(component -> component.layer() == layer)
                        .forEach(component -> threads.execute(() -> stop(component)));
            }
        }
    }

    /**
     * Starts one and waits until it is ready; refuses when it runs already.
     *
     * @param restarts how often it has ended by itself and was started again
     * @param reason why it ended
     */
    Duration start(Component component, int restarts, @Nullable String reason) {
        String name = component.name();
        try (FileChannel lock = run.lock(name)
                .orElseThrow(() -> new Refusal(name + " is being started or stopped by another command."))) {
            running(name).ifPresent(process -> {
                throw new Refusal(name + " runs already (pid " + process.pid() + ").");
            });
            requireFree(component);
            return startLocked(component, restarts, reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether there was anything to stop */
    boolean stop(Component component) {
        Optional<ProcessIdentity> process = running(component.name());
        process.ifPresent(alive -> {
            endsOnPurpose(component.name());
            told.accept(component.name() + ": stopping");
            boolean byItself = alive.end(component.farewell(), component.grace());
            told.accept(component.name() + (byItself ? ": stopped" : ": killed, because it did not stop in time"));
        });
        run.remove(component.name());
        return process.isPresent();
    }

    /** SIGKILL. The record stays, so that the component counts as died, not as stopped. */
    Optional<ProcessIdentity> kill(Component component) {
        Optional<ProcessIdentity> process = running(component.name());
        process.ifPresent(alive -> {
            endsOnPurpose(component.name());
            alive.kill();
        });
        return process;
    }

    /** Written before the process ends, so that no supervisor takes its end for a failure. */
    private void endsOnPurpose(String name) {
        run.find(name).map(RunRecord::whenEndedOnPurpose).ifPresent(record -> run.save(name, record));
    }

    Optional<ProcessIdentity> running(String name) {
        return run.find(name).map(RunRecord::process).filter(ProcessIdentity::alive);
    }

    /** Whatever is recorded before this returns is all there will be. */
    synchronized void startNoMore() {
        ending = true;
    }

    void requireFree(Component component) {
        for (int port : component.ports()) {
            if (Ports.isTaken(port)) {
                throw new Refusal("Port " + port + ", which " + component.name()
                        + " needs, is taken by another program: end that one, or use --port-offset.");
            }
        }
    }

    LogFile log(String name) {
        return new LogFile(logs.resolve(name + ".log"));
    }

    private Duration startLocked(Component component, int restarts, @Nullable String reason) {
        String name = component.name();
        told.accept(name + ": starting");
        long began = System.nanoTime();
        try {
            component.start(log(name), process -> record(component, process, restarts, reason), READY_WITHIN);
        } catch (RuntimeException e) {
            reportFailure(name);
            throw e;
        }
        Duration after = Duration.ofNanos(System.nanoTime() - began);
        told.accept(name + ": ready in " + Terminal.seconds(after));
        return after;
    }

    /** Those that were interrupted because another failed have nothing to report. */
    private synchronized void reportFailure(String name) {
        if (!ending) {
            told.accept(name + ": failed");
        }
    }

    private synchronized void record(
            Component component, ProcessIdentity process, int restarts, @Nullable String reason) {
        if (ending) {
            throw new Refusal("Not started, because the stack is ending: " + component.name() + ".");
        }
        run.save(component.name(), new RunRecord(process, component.ports(), false, restarts, reason));
    }
}
