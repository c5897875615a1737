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
 *     what is asked of a burst, {@value #ASKED} ms, or at most twice that of the time before, whichever is more; empty when
 *     there was none
 * @param asBeforeAfter the same with a p99 of at most twice that of the time before, however short that is
 */
public record Recovery(
        double acceptedBefore, double acceptedOver, OptionalInt recoveredAfter, OptionalInt asBeforeAfter) {

    static final int ASKED = 250;
    private static final int WORSE = 2;

    /** Of three phases: before, overload, after. */
    static Recovery of(Findings findings) {
        return of(findings, findings.timed().getFirst().all().acceptedMillis().p99());
    }

    /** @param usual p99 of the time before, in milliseconds */
    static Recovery of(Findings findings, double usual) {
        List<Second> after = findings.secondsOf(2);
        double asBefore = WORSE * usual;
        return new Recovery(
                perSecond(findings.secondsOf(0)),
                perSecond(findings.secondsOf(1)),
                firstWithin(Math.max(ASKED, asBefore), after),
                firstWithin(asBefore, after));
    }

    private static OptionalInt firstWithin(double p99, List<Second> after) {
        for (int i = 0; i < after.size(); i++) {
            Second second = after.get(i);
            if (second.load().due() > 0
                    && second.load().refused()
                                    + second.load().inDoubt()
                                    + second.load().unsent()
                            == 0
                    && second.load().acceptedMillis().p99() <= p99) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private static double perSecond(List<Second> seconds) {
        return seconds.stream()
                .mapToLong(second -> second.load().accepted())
                .average()
                .orElse(0);
    }
}
