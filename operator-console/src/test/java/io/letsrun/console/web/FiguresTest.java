package io.letsrun.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0.26, 0.3", "9.96, 10.0", "12.4, 12", "8333.4, '8,333'"})
    void ratesAreAsExactAsTheyCanBeRead(double rate, String shown) {
        assertThat(Figures.rate(rate)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT60S, 1 min",
        "PT125S, 2 min 5 s",
        "PT3H20M59S, 3 h 20 min",
        "P2DT1H, 2 d 1 h"
    })
    void durationsHaveTwoUnitsAtMost(Duration duration, String shown) {
        assertThat(Figures.duration(duration)).isEqualTo(shown);
    }

    @Test
    void countsAreReadable() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.count(1, "letter")).isEqualTo("1 letter");
        assertThat(Figures.count(0, "letter")).isEqualTo("0 letters");
        assertThat(Figures.moment(Instant.parse("2026-11-21T06:00:00.5Z"))).isEqualTo("2026-11-21 06:00:00");
    }
}
