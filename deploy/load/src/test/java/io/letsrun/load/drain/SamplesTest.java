package io.letsrun.load.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final Instant START = Instant.parse("2026-01-01T06:00:00Z");

    private final Samples samples = new Samples();

    @Test
    void countsFromTheFirstRecordAndNotFromTheFirstLook() {
        samples.add(START, 0);
        samples.add(START.plusSeconds(10), 0);
        samples.add(START.plusSeconds(20), 1000);

        assertThat(samples.rate(0, 1)).isCloseTo(100, within(0.1));
    }

    @Test
    void tellsTheFirstPartFromTheLast() {
        samples.add(START, 0);
        samples.add(START.plusSeconds(1), 500);
        samples.add(START.plusSeconds(3), 1000);

        assertThat(samples.rate(0, 0.5)).isCloseTo(500, within(0.1));
        assertThat(samples.rate(0.5, 1)).isCloseTo(250, within(0.1));
    }
}
