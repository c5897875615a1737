package io.letsrun.delivery.publishing;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;

/** Publishes records as they are. */
@FunctionalInterface
public interface RecordPublisher {

    /** Completes when the brokers hold all of them; fails when any is not acknowledged, and any number may have been sent. */
    Mono<Void> send(List<ProducerRecord<byte[], byte[]>> records);
}
