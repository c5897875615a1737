package io.letsrun.simulator.knobs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.random.RandomGenerator;

/** How long calls take, each from when its request is complete until its answer begins. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LatencyModel.Fixed.class, name = "fixed"),
    @JsonSubTypes.Type(value = LatencyModel.SlowShare.class, name = "slowShare"),
    @JsonSubTypes.Type(value = LatencyModel.LogNormal.class, name = "logNormal")
})
public sealed interface LatencyModel {

    /** The most a call may take: longer ones are what {@link InjectedFault#HANG} is for. */
    double MOST = 600_000;

    double millis(RandomGenerator random);

    static LatencyModel fixed(double millis) {
        return new Fixed(millis);
    }

    /** The same for every call. */
    record Fixed(double millis) implements LatencyModel {
        public Fixed {
            Knobs.check("millis", millis, 0, MOST);
        }

        @Override
        public double millis(RandomGenerator random) {
            return millis;
        }
    }

    /**
     * The same for most calls, and a multiple of it for the others.
     *
     * @param millis of most calls
     * @param share of the others
     * @param factor how many times longer those take
     */
    record SlowShare(double millis, double share, double factor) implements LatencyModel {
        public SlowShare {
            Knobs.check("millis", millis, 0, MOST);
            Knobs.check("share", share, 0, 1);
            Knobs.check("factor", factor, 1, 1_000);
        }

        @Override
        public double millis(RandomGenerator random) {
            return Math.min(MOST, random.nextDouble() < share ? millis * factor : millis);
        }
    }

    /**
     * A long tail: half of the calls take less than the median, and few take very much longer.
     *
     * @param median in milliseconds
     * @param sigma the standard deviation of the logarithm; with 0.5, one call in a hundred takes 3.2 medians or more
     * @param most in milliseconds; no call takes longer
     */
    record LogNormal(double median, double sigma, double most) implements LatencyModel {
        public LogNormal {
            Knobs.check("median", median, 0, MOST);
            Knobs.check("sigma", sigma, 0, 5);
            Knobs.check("most", most, 0, MOST);
        }

        @Override
        public double millis(RandomGenerator random) {
            return Math.min(most, median * Math.exp(sigma * random.nextGaussian()));
        }
    }
}
