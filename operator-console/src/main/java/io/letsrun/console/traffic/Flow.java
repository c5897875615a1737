package io.letsrun.console.traffic;

/** What one consumer group takes from one topic. */
public record Flow(String topic, String group) {}
