package io.letsrun.local.stack;

import io.letsrun.local.service.Layer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts and ends many components, each in its turn. */
final class StackOrder {

    private final Conductor conductor;

    StackOrder(Conductor conductor) {
        this.conductor = conductor;
    }

    /**
     * Starts components at once, each as soon as those it needs are ready.
     *
     * @param members in an order in which each comes after those it needs
     * @return how long each took, by name
     */
    Map<String, Duration> start(List<Member> members) {
        Map<String, Duration> took = new ConcurrentHashMap<>();
        Map<String, CompletableFuture<Void>> starts = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> failed = new CompletableFuture<>();
            for (Member member : members) {
                var start = needed(member, starts)
                        .thenRunAsync(() -> took.put(member.name(), conductor.start(member.component())), threads);
                start.whenComplete((done, problem) -> {
                    if (problem != null) {
                        failed.completeExceptionally(problem);
                    }
                });
                starts.put(member.name(), start);
            }
            try {
                CompletableFuture.anyOf(
                                failed, CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new)))
                        .join();
            } catch (CompletionException e) {
                conductor.startNoMore();
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        return took;
    }

    /** Ends the last layer first, and the components of one layer together. */
    void stop(List<Member> members) {
        for (Layer layer : List.of(Layer.EDGE, Layer.CONSUMERS, Layer.SERVERS)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                members.stream()
                        .filter(member -> member.layer() == layer)
                        .forEach(member -> threads.execute(() -> conductor.stop(member.component())));
            }
        }
    }

    private static CompletableFuture<Void> needed(Member member, Map<String, CompletableFuture<Void>> starts) {
        return CompletableFuture.allOf(starts.entrySet().stream()
                .filter(start -> member.needs().contains(start.getKey()))
                .map(Map.Entry::getValue)
                .toArray(CompletableFuture[]::new));
    }
}
