package io.letsrun.console.overview;

/** What one consumer group takes from one topic. */
record Flow(String topic, String group) {}
