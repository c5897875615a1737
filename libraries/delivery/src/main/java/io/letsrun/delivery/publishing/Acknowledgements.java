package io.letsrun.delivery.publishing;

import io.letsrun.edge.clock.BrokerClock;
import io.letsrun.edge.storage.Failure;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Waits until the brokers have acknowledged a number of records, or one has failed. Thread-safe. */
final class Acknowledgements implements Callback {

    private final BitSet refused = new BitSet();
    private final CompletableFuture<BitSet> all = new CompletableFuture<>();
    private final BrokerClock clock;
    private final long sentMillis;
    private int missing;

    Acknowledgements(int records, BrokerClock clock) {
        this.clock = clock;
        this.sentMillis = clock.localMillis();
        this.missing = records;
        if (records == 0) {
            all.complete(refused);
        }
    }

    /** Any error ends the wait. */
    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
        if (error != null) {
            all.completeExceptionally(error);
        } else {
            if (metadata != null) {
                clock.appended(sentMillis, metadata.timestamp());
            }
            settled(-1);
        }
    }

    /** Returns the callback for a record that the brokers may refuse. */
    Callback of(int index) {
        return (metadata, error) -> {
            if (error != null && Failure.isAboutTheRecord(error)) {
                settled(index);
            } else {
                onCompletion(metadata, error);
            }
        };
    }

    /** @param refusedIndex -1 when it was not */
    private synchronized void settled(int refusedIndex) {
        if (refusedIndex >= 0) {
            refused.set(refusedIndex);
        }
        missing--;
        if (missing == 0) {
            all.complete(refused);
        }
    }

    /** Completes with the indexes of those that were refused. */
    CompletableFuture<BitSet> all() {
        return all;
    }
}
