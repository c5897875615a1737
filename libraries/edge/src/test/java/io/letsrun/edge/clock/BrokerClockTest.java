package io.letsrun.edge.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The local time is 10,000 s. */
class BrokerClockTest {

    private static final long NOW = 10_000_000;
    private static final long TWO_HOURS = 7_200_000;

    private final BrokerClock clock = new BrokerClock(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    @Test
    void isTheLocalOneUntilABrokerTellsOtherwise() {
        assertThat(clock.millis()).isEqualTo(NOW);
        assertThat(clock.aheadSeconds()).isZero();
    }

    @Test
    void followsTheBrokersWhenTheLocalOneIsAhead() {
        clock.appended(NOW - 20, NOW - TWO_HOURS);

        assertThat(clock.aheadSeconds()).isEqualTo(7_199.98);
        assertThat(clock.millis()).isEqualTo(NOW - TWO_HOURS + 20);
        assertThat(clock.isOff()).isTrue();
    }

    @Test
    void followsTheBrokersWhenTheLocalOneIsBehind() {
        clock.appended(NOW - 20, NOW + TWO_HOURS);

        assertThat(clock.aheadSeconds()).isEqualTo(-7_200);
        assertThat(clock.millis()).isEqualTo(NOW + TWO_HOURS);
    }

    @Test
    void takesALateAcknowledgementForNoWrongClock() {
        clock.appended(NOW - 60_000, NOW - 59_990);

        assertThat(clock.isOff()).isFalse();
        assertThat(clock.millis()).isEqualTo(NOW);
    }

    @Test
    void believesAReceivedRecordOnlyWhenItIsOfTheFuture() {
        clock.received(NOW - TWO_HOURS);
        assertThat(clock.isOff()).isFalse();

        clock.received(NOW + TWO_HOURS);
        assertThat(clock.millis()).isEqualTo(NOW + TWO_HOURS);
    }

    @Test
    void isTheLocalOneAgainWhenTheClocksAgree() {
        clock.appended(NOW, NOW - TWO_HOURS);

        clock.appended(NOW - 10, NOW - 5);

        assertThat(clock.isOff()).isFalse();
        assertThat(clock.millis()).isEqualTo(NOW);
    }
}
