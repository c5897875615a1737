package io.letsrun.console.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Collects the broker's answers to a batch, until each record that was handed over has one. Thread-safe. */
final class Receipts {

    private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    private final List<UUID> acknowledged = new ArrayList<>();
    private final List<UUID> refused = new ArrayList<>();
    private @Nullable Throwable failure;
    private int missing = 1; // the end of handing over

    synchronized void expect() {
        missing++;
    }

    synchronized void add(UUID item, @Nullable Exception error) {
        if (error == null) {
            acknowledged.add(item);
        } else if (error instanceof RecordTooLargeException) {
            refused.add(item);
        } else {
            failure = error;
        }
        settle();
    }

    /** Tells that a record was not even handed over. */
    synchronized void fail(RuntimeException error) {
        failure = error;
        settle();
    }

    synchronized boolean failed() {
        return failure != null;
    }

    /** Returns what completes with the last answer; nothing more is handed over. */
    CompletableFuture<Delivery> complete() {
        settle();
        return delivery;
    }

    private synchronized void settle() {
        missing--;
        if (missing == 0) {
            delivery.complete(new Delivery(List.copyOf(acknowledged), List.copyOf(refused), failure));
        }
    }
}
