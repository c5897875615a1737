package io.letsrun.console.traffic;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Tells topics of work from the retry and dead-letter topics that groups have for them. */
record TopicNames(Collection<String> all) {

    private static final Pattern OF_A_GROUP = Pattern.compile(".+\\.(retry(-\\d+)?|dlt)");

    List<String> work() {
        return all.stream().filter(name -> !OF_A_GROUP.matcher(name).matches()).toList();
    }

    /** The group's retry topics, the first tier first. */
    List<String> retry(String topic, String group) {
        String first = topic + '.' + group + ".retry";
        return all.stream()
                .filter(name -> name.equals(first) || name.matches(Pattern.quote(first) + "-\\d+"))
                .toList();
    }

    static String deadLetters(String topic, String group) {
        return topic + '.' + group + ".dlt";
    }
}
