package io.letsrun.delivery.topics;

import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.contracts.delivery.GroupTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which groups have to read a topic before its records may be deleted. */
final class RequiredReaders {

    private final Map<String, Set<String>> byTopic = new HashMap<>();

    /**
     * @param groups who consumes what
     * @param topics the names of all topics there are
     */
    RequiredReaders(Collection<GroupTopics> groups, Collection<String> topics) {
        for (GroupTopics group : groups) {
            if (!group.topic().compacted() && topics.contains(group.topic().name())) {
                add(group.topic().name(), group.group());
            }
            String retry = group.retry().name();
            topics.stream()
                    .filter(topic -> topic.equals(retry) || topic.startsWith(retry + "-"))
                    .forEach(topic -> add(topic, group.group()));
            if (topics.contains(group.deadLetters().name())) {
                add(group.deadLetters().name(), ConsumerGroups.DEAD_LETTER_INDEX);
            }
        }
    }

    private void add(String topic, String group) {
        byTopic.computeIfAbsent(topic, none -> new HashSet<>()).add(group);
    }

    /** Returns the topics whose old records may go. A compacted topic keeps the last record of each key for good. */
    Set<String> topics() {
        return byTopic.keySet();
    }

    Set<String> groups() {
        Set<String> groups = new HashSet<>();
        byTopic.values().forEach(groups::addAll);
        return groups;
    }

    Set<String> of(String topic) {
        return byTopic.getOrDefault(topic, Set.of());
    }
}
