package io.letsrun.load.burst;

import io.letsrun.local.Refusal;
import java.time.Duration;

/** What a scenario may ask for: a load is aimed at one machine, and bounded. */
final class Checks {

    static final int FASTEST = 100_000;

    private static final int MOST = 100_000_000;

    private Checks() {}

    /** Returns requests a second. */
    static double rate(long requests, Duration within) {
        if (requests < 1 || requests > MOST) {
            throw new Refusal("Requests are 1 to " + MOST + ", not " + requests + ".");
        }
        if (within.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new Refusal("A burst takes a second at least.");
        }
        return rate("The rate", requests / Time.seconds(within));
    }

    static double rate(String what, double rate) {
        if (!(rate > 0) || rate > FASTEST) {
            throw new Refusal(
                    what + " is more than 0 and at most " + FASTEST + " requests a second, not " + rate + ".");
        }
        return rate;
    }

    static int users(int users) {
        if (users < 1 || users > 1_000_000) {
            throw new Refusal("Users are 1 to 1000000, not " + users + ".");
        }
        return users;
    }
}
