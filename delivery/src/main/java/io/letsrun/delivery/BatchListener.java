package io.letsrun.delivery;

import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;
import reactor.core.publisher.Mono;

/**
 * The one edge where a Kafka thread waits for storage. It commits by itself, after storage, and no further than what is
 * settled; the container's acknowledgement stays unused, as that knows only whole batches.
 *
 * <p>A partition with a record that is not settled stops there, loudly: it is never skipped. The others go on.
 */
final class BatchListener implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(BatchListener.class);

    private final BatchDelivery<?> delivery;
    private final MessageListenerContainer container;
    private final DeliveryMetrics metrics;
    private final Duration storeTimeout;

    BatchListener(
            BatchDelivery<?> delivery,
            MessageListenerContainer container,
            DeliveryMetrics metrics,
            Duration storeTimeout) {
        this.delivery = delivery;
        this.container = container;
        this.metrics = metrics;
        this.storeTimeout = storeTimeout;
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment unused,
            @Nullable Consumer<?, ?> consumer) {
        Objects.requireNonNull(consumer, "a consumer-aware listener is given its consumer");
        List<Verdict> verdicts = deliver(records);
        BatchProgress progress = BatchProgress.of(records, verdicts);
        commit(consumer, progress.commits());
        progress.stops().forEach((partition, stop) -> stop(consumer, partition, stop));
        metrics.delivered(records, verdicts);
    }

    private List<Verdict> deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Verdict> verdicts = delivery.deliver(records)
                .timeout(storeTimeout, Mono.error(() -> new DependencyDown(new StoreTimeout(storeTimeout))))
                .block();
        if (verdicts == null) {
            throw new IllegalStateException("no verdicts on a batch");
        }
        return verdicts;
    }

    /** Of partitions that were revoked meanwhile nothing is committed: their new owner starts where we last committed. */
    private static void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> commits) {
        commits.keySet().retainAll(consumer.assignment());
        consumer.commitSync(commits);
    }

    private void stop(Consumer<?, ?> consumer, TopicPartition partition, BatchProgress.Stop stop) {
        if (consumer.assignment().contains(partition)) {
            consumer.seek(partition, stop.record().offset());
        }
        container.pausePartition(partition);
        metrics.stopped(partition);
        log.atError()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("offset", stop.record().offset())
                .addKeyValue("eventId", KafkaBinding.header(stop.record().headers(), EventHeaders.ID))
                .addKeyValue("verdict", stop.verdict().outcome())
                .setCause(cause(stop.verdict()))
                .log("A record cannot be stored; its partition is stopped and nothing of it is skipped");
    }

    private static @Nullable Throwable cause(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stored stored -> null;
            case Verdict.Retry retry -> retry.cause();
            case Verdict.Dead dead -> dead.cause();
        };
    }

    private static final class StoreTimeout extends RuntimeException {

        private static final long serialVersionUID = 1;

        StoreTimeout(Duration timeout) {
            super("storage took longer than " + timeout);
        }
    }
}
