package io.letsrun.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcInstantsTest {

    private static final long YEAR_0 = -62_167_219_200_000L;
    private static final long YEAR_9999 = 253_402_300_799_999L;

    @Property
    void readsWhatInstantsWrite(@ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);

        assertThat(UtcInstants.plain(instant.toString())).isEqualTo(instant);
    }

    @Property
    void readsWhatTheDatabaseDated(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long millis,
            @ForAll @LongRange(min = 0, max = 999) long micros) {
        Instant instant = Instant.ofEpochMilli(millis).plus(micros, ChronoUnit.MICROS);

        assertThat(UtcInstants.plain(instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-02",
                "2026-01-02T03:04:05",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:60:05Z",
                "2026-01-02T03:04:60Z",
                "2026-01-02 03:04:05Z",
                "2026-01-02T03:04:05.1Z",
                "2026-01-02T03:04:05.123456789Z",
                "2026-01-02T03:04:05.12345xZ",
                "2026-01-02T03:04:05.12xZ",
                "+026-01-02T03:04:05Z",
                "2026-01-02T03:04:05+00:00",
                "2026/01/02T03:04:05Z"
            })
    void leavesOtherFormsToTheGeneralParser(String text) {
        assertThat(UtcInstants.plain(text)).isNull();
    }

    @Test
    void refusesDaysThatDoNotExist() {
        assertThatThrownBy(() -> UtcInstants.plain("2026-02-30T03:04:05Z")).isInstanceOf(DateTimeException.class);
    }
}
