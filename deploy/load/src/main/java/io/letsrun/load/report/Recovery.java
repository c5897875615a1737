package io.letsrun.load.report;

import io.letsrun.load.openloop.LoadResult;
import io.letsrun.load.openloop.Second;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How a time of overload compares with the time before it.
 *
 * @param acceptedBefore a second
 * @param acceptedOver a second, during the overload
 * @param seconds from the overload's end to the end of the first whole second in which nothing was refused and p99 was what is
 *     asked of a burst, {@value #ASKED} ms, or at most twice that of the time before, whichever is more; empty when there was none
 */
record Recovery(double acceptedBefore, double acceptedOver, OptionalInt seconds) {

    static final int ASKED = 250;
    private static final int WORSE = 2;

    /**
     * Of three phases: before, overload, after.
     *
     * @param usual p99 of the time before, in milliseconds
     */
    static Recovery of(Findings findings, double usual) {
        List<Second> after = findings.secondsOf(2);
        double p99 = Math.max(ASKED, WORSE * usual);
        return new Recovery(
                perSecond(findings.secondsOf(0)),
                perSecond(findings.secondsOf(1)),
                IntStream.range(0, after.size())
                        .filter(i -> isCalm(after.get(i).load(), p99))
                        .map(i -> i + 1)
                        .findFirst());
    }

    private static boolean isCalm(LoadResult second, double p99) {
        return second.due() > 0
                && second.refused() + second.inDoubt() + second.unsent() == 0
                && second.acceptedMillis().p99() <= p99;
    }

    private static double perSecond(List<Second> seconds) {
        return seconds.stream()
                .mapToLong(second -> second.load().accepted())
                .average()
                .orElse(0);
    }
}
