package io.letsrun.delivery.tracing;

import io.letsrun.delivery.batch.BatchHandler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A statement, as the trace of its batch tells of it: without values.
 *
 * @param operation {@code INSERT}, say
 * @param collection the table that says most about it
 * @param error why it failed; null when it did not
 */
public record Statement(
        String operation,
        String collection,
        Instant start,
        Instant end,
        @Nullable Throwable error) {

    /**
     * Returns the statement, whose time goes to the trace of the batch that it is run for, if there is one. Meant for the
     * whole transaction of what a {@link BatchHandler} stores: only at its end is anything stored.
     */
    public static <T> Mono<T> traced(String operation, String collection, Mono<T> statement) {
        return Mono.deferContextual(context -> {
            BatchTrace trace = BatchTrace.of(context);
            return trace == BatchTrace.NONE ? statement : timed(operation, collection, statement, trace);
        });
    }

    private static <T> Mono<T> timed(String operation, String collection, Mono<T> statement, BatchTrace trace) {
        Instant start = Instant.now();
        return statement
                .doOnSuccess(done -> trace.ran(new Statement(operation, collection, start, Instant.now(), null)))
                .doOnError(error -> trace.ran(new Statement(operation, collection, start, Instant.now(), error)));
    }
}
