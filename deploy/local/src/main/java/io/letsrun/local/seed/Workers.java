package io.letsrun.local.seed;

import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Threads that share a list of things to do, and all stop when one of them fails. */
record Workers(int size) {

    <T> void each(Collection<T> things, Consumer<T> task) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(size, Thread.ofVirtual().factory())) {
            CompletionService<Boolean> ended = new ExecutorCompletionService<>(threads);
            things.forEach(thing -> ended.submit(() -> task.accept(thing), true));
            try {
                for (int i = 0; i < things.size(); i++) {
                    ended.take().get();
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
