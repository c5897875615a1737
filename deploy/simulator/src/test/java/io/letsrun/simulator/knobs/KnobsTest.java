package io.letsrun.simulator.knobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnobsTest {

    private static final int CALLS = 20_000;

    @Test
    void failsFivePercentOfTheListsByDefault() {
        Knobs knobs = Knobs.defaults();

        long dropped = IntStream.rangeClosed(1, CALLS)
                .filter(call -> knobs.behaviour(SimulatedOperation.USERS)
                        .fault(knobs.random(SimulatedOperation.USERS, "", call))
                        .isPresent())
                .count();

        assertThat(dropped / (double) CALLS).isCloseTo(0.05, within(0.005));
    }

    @Test
    void drawsTheSameForTheSameCallWhateverCameBefore() {
        LatencyModel latency = new LatencyModel.LogNormal(100, 1, 10_000);
        Knobs seeded = new Knobs(Knobs.defaults().operations(), AddPattern.ALWAYS_GOOD, false, false, 2);
        List<Double> first = draws(Knobs.defaults(), latency);

        assertThat(draws(Knobs.defaults(), latency)).isEqualTo(first);
        assertThat(draws(seeded, latency)).isNotEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void aShareOfCallsTakesAMultiple() {
        double[] millis = millis(new LatencyModel.SlowShare(10, 0.01, 20));

        assertThat(DoubleStream.of(millis).filter(each -> each == 200).count() / (double) CALLS)
                .isCloseTo(0.01, within(0.003));
        assertThat(DoubleStream.of(millis).filter(each -> each != 200)).containsOnly(10.0);
    }

    @Test
    void theLongTailHasItsMedianAndItsEnd() {
        double[] sorted = DoubleStream.of(millis(new LatencyModel.LogNormal(100, 0.5, 10_000)))
                .sorted()
                .toArray();

        assertThat(sorted[CALLS / 2]).isCloseTo(100, within(2.0));
        assertThat(sorted[CALLS * 99 / 100]).isCloseTo(320, within(20.0));
        assertThat(DoubleStream.of(millis(new LatencyModel.LogNormal(100, 0.5, 200)))
                        .max()
                        .orElseThrow())
                .isEqualTo(200);
    }

    @Test
    void refusesSharesBeyondOne() {
        Behaviour behaviour = Behaviour.of(LatencyModel.fixed(1))
                .failing(InjectedFault.HANG, 0.9)
                .failing(InjectedFault.GARBAGE, 0.1);

        assertThatIllegalArgumentException().isThrownBy(() -> behaviour.failing(InjectedFault.HALF_BODY, 0.01));
    }

    private static List<Double> draws(Knobs knobs, LatencyModel latency) {
        return IntStream.rangeClosed(1, 100)
                .mapToObj(call -> latency.millis(knobs.random(SimulatedOperation.EVENT, "e-" + call % 10, call)))
                .toList();
    }

    private static double[] millis(LatencyModel latency) {
        Knobs knobs = Knobs.defaults();
        return IntStream.rangeClosed(1, CALLS)
                .mapToDouble(event -> latency.millis(knobs.random(SimulatedOperation.EVENT, "e-" + event, 1)))
                .toArray();
    }
}
