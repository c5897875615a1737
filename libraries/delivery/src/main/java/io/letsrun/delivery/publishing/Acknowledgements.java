package io.letsrun.delivery.publishing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Waits for the brokers to acknowledge so many records, or for the first that they don't. Thread-safe. */
final class Acknowledgements implements Callback {

    private final AtomicInteger missing;
    private final CompletableFuture<Void> all = new CompletableFuture<>();

    Acknowledgements(int records) {
        this.missing = new AtomicInteger(records);
        if (records == 0) {
            all.complete(null);
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        if (error != null) {
            all.completeExceptionally(error);
        } else if (missing.decrementAndGet() == 0) {
            all.complete(null);
        }
    }

    CompletableFuture<Void> all() {
        return all;
    }
}
