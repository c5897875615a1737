package io.letsrun.local.seed;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Threads that share a list of things to do, and all stop when one of them fails. */
record Workers(int size) {

    <T> void each(Collection<T> things, Consumer<T> task) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(size, Thread.ofVirtual().factory())) {
            List<? extends Future<?>> all = things.stream()
                    .map(thing -> threads.submit(() -> task.accept(thing)))
                    .toList();
            try {
                for (Future<?> one : all) {
                    one.get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
