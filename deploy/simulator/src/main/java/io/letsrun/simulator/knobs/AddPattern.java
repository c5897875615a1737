package io.letsrun.simulator.knobs;

/**
 * Which calls of {@code addEvent} answer 503: so many are good, then so many are bad, and again from the start.
 *
 * @param good at least 0
 * @param bad at least 0; none with 0
 */
public record AddPattern(int good, int bad) {

    public static final AddPattern ALWAYS_GOOD = new AddPattern(1, 0);

    public AddPattern {
        if (good < 0 || bad < 0 || good + bad < 1) {
            throw new IllegalArgumentException("good and bad must not be negative, nor both 0: " + good + ", " + bad);
        }
    }

    /** @param call counts from 1 */
    public boolean isGood(long call) {
        return (call - 1) % ((long) good + bad) < good;
    }
}
