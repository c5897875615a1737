package io.letsrun.load.drain;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topic;
import java.util.List;

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

    /** The n-th event. */
    interface Events {
        Event event(long n);
    }
}
