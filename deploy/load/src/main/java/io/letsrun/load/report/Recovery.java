package io.letsrun.load.report;

import io.letsrun.load.openloop.Second;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a time of overload compares with the time before it.
 *
 * @param acceptedBefore a second
 * @param acceptedOver a second, during the overload
 * @param recoveredAfter seconds from the overload's end to the end of the first whole second in which nothing was refused and p99 was
 *     at most twice that of the time before; empty when there was none
 */
public record Recovery(double acceptedBefore, double acceptedOver, OptionalInt recoveredAfter) {

    private static final int WORSE = 2;

    /** Of three phases: before, overload, after. */
    static Recovery of(Findings findings) {
        return of(findings, findings.timed().getFirst().all().acceptedLatency().p99());
    }

    /** @param usual p99 of the time before, in milliseconds */
    static Recovery of(Findings findings, double usual) {
        List<Second> after = findings.secondsOf(2);
        OptionalInt recovered = OptionalInt.empty();
        for (int i = 0; i < after.size() && recovered.isEmpty(); i++) {
            Second second = after.get(i);
            boolean clean = second.due() > 0
                    && second.refused() + second.inDoubt() + second.unsent() == 0
                    && second.acceptedLatency().p99() <= WORSE * usual;
            recovered = clean ? OptionalInt.of(i + 1) : recovered;
        }
        return new Recovery(perSecond(findings.secondsOf(0)), perSecond(findings.secondsOf(1)), recovered);
    }

    private static double perSecond(List<Second> seconds) {
        return seconds.stream().mapToLong(Second::accepted).average().orElse(0);
    }
}
