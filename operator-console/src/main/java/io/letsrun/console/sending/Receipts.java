package io.letsrun.console.sending;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Collects the broker's answers to a batch, until each record that was handed over has one. Thread-safe. */
final class Receipts {

    private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    private final List<UUID> acknowledged = new ArrayList<>();
    private final Map<UUID, String> refused;
    private @Nullable Throwable failure;
    private int missing = 1; // the end of handing over

    /** @param refused items that were not handed over, each with the reason */
    Receipts(Map<UUID, String> refused) {
        this.refused = new LinkedHashMap<>(refused);
    }

    synchronized void expect() {
        missing++;
    }

    synchronized void add(UUID item, @Nullable Exception error) {
        if (error == null) {
            acknowledged.add(item);
        } else if (error instanceof RecordTooLargeException) {
            refused.put(item, tooLarge(error));
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

    /** The producer names its own limit; whatever else is said of a record's size comes from the broker. */
    private static String tooLarge(Exception error) {
        return String.valueOf(error.getMessage()).contains(" configuration")
                ? "it is larger than a console sends (" + RetryTopics.MAX_RECORD_BYTES / 1024 / 1024 + " MiB)"
                : "the broker refuses so large a record: max.message.bytes of its topic is lower";
    }

    private synchronized void settle() {
        missing--;
        if (missing == 0) {
            delivery.complete(new Delivery(List.copyOf(acknowledged), Map.copyOf(refused), failure));
        }
    }
}
