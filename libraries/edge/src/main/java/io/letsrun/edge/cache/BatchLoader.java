package io.letsrun.edge.cache;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Loads values by their keys, many with one statement. A key is loaded at once while fewer statements than allowed are under way;
 * else it waits for the next statement, with all others that wait. So the number of statements is bounded, and a statement
 * costs each read less the more of them there are.
 */
public final class BatchLoader<K, V> {

    private final int statements;
    private final int most;
    private final Function<List<K>, Mono<Map<K, V>>> load;
    private final Queue<Waiting<K, V>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    /**
     * @param statements the most at the same time
     * @param most keys of one statement
     * @param load returns the values that there are
     */
    public BatchLoader(int statements, int most, Function<List<K>, Mono<Map<K, V>>> load) {
        this.statements = statements;
        this.most = most;
        this.load = load;
    }

    /** Returns the value, or nothing. What it reads was committed before, or after, this was subscribed to. */
    public Mono<V> load(K key) {
        return Mono.create(sink -> {
            Waiting<K, V> waiting = new Waiting<>(key, sink);
            sink.onCancel(() -> queue.remove(waiting));
            queue.add(waiting);
            next();
        });
    }

    private void next() {
        while (!queue.isEmpty()) {
            int now = running.get();
            if (now >= statements) {
                return;
            }
            if (running.compareAndSet(now, now + 1)) {
                run();
            }
        }
    }

    private void run() {
        List<Waiting<K, V>> batch = take();
        if (batch.isEmpty()) {
            running.decrementAndGet();
            return;
        }
        List<K> keys =
                List.copyOf(batch.stream().map(Waiting::key).collect(Collectors.toCollection(LinkedHashSet::new)));
        Mono.defer(() -> load.apply(keys))
                .doFinally(end -> {
                    running.decrementAndGet();
                    next();
                })
                .subscribe(
                        values -> batch.forEach(waiting -> waiting.sink.success(values.get(waiting.key))),
                        failure -> batch.forEach(waiting -> waiting.sink.error(failure)));
    }

    private List<Waiting<K, V>> take() {
        List<Waiting<K, V>> batch = new ArrayList<>();
        while (batch.size() < most) {
            @Nullable Waiting<K, V> waiting = queue.poll();
            if (waiting == null) {
                break;
            }
            batch.add(waiting);
        }
        return batch;
    }

    private record Waiting<K, V>(K key, MonoSink<V> sink) {}
}
