package io.letsrun.delivery.listening;

import io.letsrun.delivery.metrics.DeliveryMetrics;
import io.letsrun.delivery.retry.DependencyDown;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * While a dependency is down the container pauses its partitions, stays in the group by polling, and offers the same batch
 * again with capped, jittered back-off, for as long as it takes.
 */
final class OutageRetry {

    private static final Logger log = LoggerFactory.getLogger(OutageRetry.class);
    private static final double MULTIPLIER = 2;

    private OutageRetry() {}

    static DefaultErrorHandler with(DeliveryProperties properties, DeliveryMetrics metrics, String topic) {
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, error) -> {
                    throw new IllegalStateException("a batch is never given up", error);
                },
                backOff(properties));
        // The listener commits by itself. With this on, the container would commit whole batches after a retry.
        handler.setAckAfterHandle(false);
        // spring-kafka holds some exceptions for hopeless and would hand their batch to the recoverer at once.
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(new RetryListener() {
            @Override
            public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception error, int attempt) {
                // Batch listeners fail by the batch.
            }

            @Override
            public void failedDelivery(ConsumerRecords<?, ?> records, Exception error, int attempt) {
                DependencyDown.Kind kind = kind(error);
                metrics.outage(kind);
                log.atWarn()
                        .addKeyValue("topic", topic)
                        .addKeyValue("records", records.count())
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("reason", reason(error))
                        .log(message(kind, "the batch"));
            }
        });
        return handler;
    }

    static BackOff backOff(DeliveryProperties properties) {
        ExponentialBackOff backOff =
                new ExponentialBackOff(properties.backOffInitial().toMillis(), MULTIPLIER);
        backOff.setMaxInterval(properties.backOffMax().toMillis());
        backOff.setJitter(properties.backOffInitial().toMillis() / 2);
        return backOff;
    }

    private static DependencyDown.Kind kind(Throwable error) {
        Throwable cause = error;
        while (cause != null && !(cause instanceof DependencyDown)) {
            cause = cause.getCause();
        }
        return cause instanceof DependencyDown down ? down.kind() : DependencyDown.Kind.AWAY;
    }

    /** @param what waits */
    static String message(DependencyDown.Kind kind, String what) {
        return switch (kind) {
            case AWAY -> "A dependency is down; " + what + " waits and is tried again";
            case LOCKED -> "Somebody holds a lock; " + what + " waits and is tried again";
            case REFUSED -> "The broker refuses to take any record of ours; " + what + " waits and is tried again";
        };
    }

    static String reason(Throwable error) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(error);
        return root.getClass().getSimpleName() + ": " + Objects.toString(root.getMessage(), "");
    }
}
