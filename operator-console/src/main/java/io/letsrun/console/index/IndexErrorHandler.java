package io.letsrun.console.index;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/** While storage is away the same batch is offered again, for as long as it takes; the consumer stays in its group meanwhile. */
final class IndexErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(IndexErrorHandler.class);
    private static final int INITIAL_MILLIS = 200;

    private IndexErrorHandler() {}

    static CommonErrorHandler handler(Duration backOffMax) {
        ExponentialBackOff backOff = new ExponentialBackOff(INITIAL_MILLIS, 2);
        backOff.setMaxInterval(backOffMax.toMillis());
        backOff.setJitter(INITIAL_MILLIS / 2);
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, error) -> {
                    throw new IllegalStateException("a batch is never given up", error);
                },
                backOff);
        // spring-kafka holds some exceptions for hopeless and would hand their batch to the recoverer at once.
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(new Reporting());
        return handler;
    }

    private static final class Reporting implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception error, int attempt) {
            // Batch listeners fail by the batch.
        }

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> records, Exception error, int attempt) {
            log.atWarn()
                    .addKeyValue("records", records.count())
                    .addKeyValue("attempt", attempt)
                    .addKeyValue("reason", String.valueOf(error.getCause()))
                    .log("Dead letters cannot be indexed; the batch waits and is tried again");
        }
    }
}
