package io.letsrun.delivery.publishing;

import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;

/** Publishes records as they are. */
@FunctionalInterface
public interface RecordPublisher {

    /**
     * Completes when the brokers hold all of the records but those that they refuse, whose indexes it returns: each of them is too
     * large, or breaks a rule of its topic, and will be refused again. Fails when any other is not acknowledged, and then any number
     * may have been sent.
     */
    Mono<BitSet> send(List<ProducerRecord<byte[], byte[]>> records);
}
