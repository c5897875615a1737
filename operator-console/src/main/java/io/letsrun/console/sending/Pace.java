package io.letsrun.console.sending;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Keeps a replay within its rate: over any stretch of time no more than the rate allows, and one batch.
 *
 * <p>A batch is a tenth of a second's worth, so that pausing takes effect at once and the database is asked ten times a
 * second at most.
 */
final class Pace {

    private static final int BATCHES_PER_SECOND = 10;

    private final Bucket bucket;
    private final int batch;

    Pace(int rate) {
        batch = Math.max(1, rate / BATCHES_PER_SECOND);
        bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(batch).refillGreedy(rate, Duration.ofSeconds(1)))
                .build();
    }

    int batch() {
        return batch;
    }

    /** Completes when a whole batch may go. */
    Mono<Void> turn() {
        return Mono.defer(() -> {
            long nanos = bucket.consumeIgnoringRateLimits(batch);
            return nanos > 0 ? Mono.delay(Duration.ofNanos(nanos)).then() : Mono.empty();
        });
    }

    /** Gives back the unused part of a batch. */
    void unused(int records) {
        if (records > 0) {
            bucket.addTokens(records);
        }
    }
}
