package io.letsrun.contracts.event;

/**
 * A topic, as every service that declares it must declare it.
 *
 * @param name its name on the broker
 * @param compacted whether only the last record of each key is kept for good (and all for a while)
 */
public record Topic(String name, boolean compacted) {}
