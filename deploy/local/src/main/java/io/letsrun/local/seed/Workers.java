package io.letsrun.local.seed;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Many workers who share a list of things to do, and all go home when one of them fails. */
public record Workers(int size) {

    public <T> void each(Collection<T> things, Consumer<T> task) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(things);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ExecutorCompletionService<Void>(threads);
            for (int worker = 0; worker < size; worker++) {
                workers.submit(() -> work(queue, task), null);
            }
            try {
                for (int worker = 0; worker < size; worker++) {
                    workers.take().get();
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

    private static <T> void work(Queue<T> queue, Consumer<T> task) {
        for (T thing = queue.poll(); thing != null && !Thread.currentThread().isInterrupted(); thing = queue.poll()) {
            task.accept(thing);
        }
    }
}
