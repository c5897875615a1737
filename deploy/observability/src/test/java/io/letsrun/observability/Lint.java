package io.letsrun.observability;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that must hold.
 *
 * @param says what holds, in one sentence
 * @param breaches where it does not; none when all is well
 */
record Lint(String says, Function<Directory, Stream<String>> breaches) {

    List<String> of(Directory directory) {
        return breaches.apply(directory).toList();
    }
}
