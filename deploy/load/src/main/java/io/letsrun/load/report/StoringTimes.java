package io.letsrun.load.report;

import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.stack.StackSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * From accepted to stored, by the counts of both, which are taken once a second: the n-th accepted is taken for the n-th
 * stored. So these times are exact to a second or so, and an average over what overtakes each other.
 */
final class StoringTimes {

    private static final long LONGEST_MICROS = 86_400_000_000L;

    private StoringTimes() {}

    /** Of what was accepted in the timed part; what was not stored while the burst looked is left out. */
    static Latency of(Findings findings) {
        List<StackSample> samples = findings.samples().stream()
                .sorted(Comparator.comparing(StackSample::at))
                .toList();
        long before = samples.stream()
                .filter(sample -> !sample.at().isAfter(findings.began()))
                .mapToLong(sample -> sample.stored() + sample.lag())
                .reduce(0, (first, last) -> last);
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        long accepted = before;
        int next = 0;
        for (Second second : findings.seconds()) {
            accepted += second.load().accepted();
            while (next < samples.size() && samples.get(next).stored() < accepted) {
                next++;
            }
            Instant at = findings.began().plusSeconds(second.number() + 1L);
            if (second.load().accepted() > 0 && next < samples.size() && at.isAfter(findings.timedFrom())) {
                Duration took = Duration.between(at, samples.get(next).at());
                micros.recordValueWithCount(
                        Math.clamp(took.toNanos() / 1000, 0, LONGEST_MICROS),
                        second.load().accepted());
            }
        }
        return Latency.of(micros);
    }
}
