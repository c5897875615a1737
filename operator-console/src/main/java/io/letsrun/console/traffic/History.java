package io.letsrun.console.traffic;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last measurements, oldest first. Immutable, so that pages read it while the next one is made.
 *
 * @param awaySince since when the brokers do not answer; null while they do
 */
record History(List<Sample> samples, @Nullable Instant awaySince) {

    static final History EMPTY = new History(List.of(), null);

    History plus(Sample sample, int most) {
        return new History(
                Stream.concat(samples.stream().skip(Math.max(0, samples.size() + 1 - most)), Stream.of(sample))
                        .toList(),
                null);
    }

    History away(Instant now) {
        return new History(samples, awaySince == null ? now : awaySince);
    }
}
