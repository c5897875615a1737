package io.letsrun.contracts.event;

/**
 * A published event type, such as {@code letsrun.run-recorded.v1}.
 *
 * <p>A change within a version only adds optional fields. Anything else is a new version, published beside the old one.
 *
 * @param name the CloudEvents {@code type}; the JSON Schema is the resource {@code schema/<name>.json} of this module
 * @param record the record that holds it
 */
public record EventType<E extends Event>(String name, Class<E> record) {}
