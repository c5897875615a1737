package io.letsrun.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private final LoginThrottle throttle = new LoginThrottle();

    @Test
    void refusesTheEleventhGuessForANameFromAnAddress() {
        guess(10, "otto", "10.0.0.1");

        assertThat(throttle.charge("otto", "10.0.0.1")).isFalse();
    }

    @Test
    void locksNobodyOutByGuessesFromElsewhereOrForAnotherName() {
        guess(20, "otto", "10.0.0.1");

        assertThat(throttle.charge("otto", "10.0.0.2")).isTrue();
        assertThat(throttle.charge("vera", "10.0.0.1")).isTrue();
    }

    @Test
    void boundsWhatAnAddressMayCostWithNamesOfItsInvention() {
        long checked = IntStream.range(0, 1_000)
                .filter(guess -> throttle.charge("name-" + guess, "10.0.0.1"))
                .count();

        assertThat(checked).isBetween(200L, 250L);
    }

    @Test
    void givesBackWhatARightPasswordWasCharged() {
        for (int time = 0; time < 100; time++) {
            assertThat(throttle.charge("otto", "10.0.0.1")).isTrue();
            throttle.giveBack("otto", "10.0.0.1");
        }
    }

    private void guess(int times, String name, String address) {
        for (int time = 0; time < times; time++) {
            throttle.charge(name, address);
        }
    }
}
