package io.letsrun.console.traffic;

import java.util.List;

/**
 * A topic and its consumer groups.
 *
 * @param in records a second into it
 */
public record TopicTraffic(String topic, Series in, List<GroupTraffic> groups) {}
