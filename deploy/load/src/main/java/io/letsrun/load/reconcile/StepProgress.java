package io.letsrun.load.reconcile;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says what is being done when it takes longer than two seconds, and again while it goes on. */
final class StepProgress implements AutoCloseable, Consumer<String> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final long start = System.nanoTime();
    private final Consumer<String> out;
    private final Thread thread;
    private volatile String step = "";

    StepProgress(Consumer<String> out) {
        this.out = out;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    @Override
    public void accept(String now) {
        step = now;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PATIENCE);
                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                out.accept(String.format(Locale.ROOT, "%3d s  %s", seconds, step));
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing more to say.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
