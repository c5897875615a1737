package io.letsrun.load.drain;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What one consumer is given to drain.
 *
 * @param topic it reads
 * @param service its name, which is also its consumer group's
 * @param role its role in PostgreSQL
 * @param tables where one record's row, or rows, end up: what COPY is measured on
 * @param stored SQL for how many records are stored, over everything that was ever stored
 */
record Workload(Topic topic, String service, String role, List<String> tables, String stored) {

    static final Workload RUNS = new Workload(
            Topics.RUNS,
            "profile-consumer",
            "profile",
            List.of("profile.run"),
            "SELECT coalesce(sum(runs), 0) FROM profile.runner_totals");

    static final Workload SIGNUPS = new Workload(
            Topics.SIGNUPS,
            "signup-service",
            "signup",
            List.of("signup.email_claim", "signup.account"),
            "SELECT count(*) FROM signup.account");

    private static final KafkaBinding BINDING = new KafkaBinding("/benchmark");

    /** As the gateway would publish it. */
    ProducerRecord<byte[], byte[]> record(Event event) {
        return BINDING.write(topic, event, Instant.now(), null);
    }
}
