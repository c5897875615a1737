package io.letsrun.observability;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what is there more than once. */
final class Doubled {

    private Doubled() {}

    static Stream<String> of(Stream<String> all) {
        Set<String> seen = new HashSet<>();
        return all.filter(one -> !seen.add(one)).distinct();
    }
}
