package io.letsrun.contracts.event;

/**
 * A fact, immutable and versioned by its {@link EventType}.
 *
 * <p>Implementations are records whose constructors keep the type's JSON Schema: an instance that exists is valid.
 */
public interface Event {

    /** The name under which this fact is published. */
    EventType<?> type();

    /**
     * The CloudEvents {@code id}: the same for every publication of the same fact, so that redelivery, client retry and
     * replay are recognisable as such. At most 128 characters.
     */
    String eventId();

    /** The Kafka record key, at most 64 ASCII characters: facts whose order matters to each other share one. */
    String partitionKey();
}
