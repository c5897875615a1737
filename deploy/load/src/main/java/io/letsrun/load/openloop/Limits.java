package io.letsrun.load.openloop;

import io.letsrun.local.Refusal;
import java.time.Duration;

/**
 * How far a load may go.
 *
 * @param connections kept open, each with one request under way at most
 * @param outstanding requests that are due and not answered, at most; one more is not sent, and counted as such
 * @param patience how long an answer, or a free connection, is waited for
 * @param retries how often a request that was refused, or whose answer did not come, is sent again; 0 for never
 * @param connectPerUser whether each request opens a connection of its own, which stays; then {@code connections} is how many
 *     there will be at most
 */
public record Limits(int connections, int outstanding, Duration patience, int retries, boolean connectPerUser) {

    private static final int MOST = 25_000; // ports that a machine has for outgoing connections to one address

    public Limits {
        if (connections < 1 || connections > MOST) {
            throw new Refusal("Connections are 1 to " + MOST + ", not " + connections + ".");
        }
        if (!connectPerUser && outstanding < connections) {
            throw new Refusal(
                    "Each of " + connections + " connections may have a request, so " + outstanding + " are too few.");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new Refusal("--patience is more than 0.");
        }
        if (retries < 0 || retries > 20) {
            throw new Refusal("Retries are 0 to 20, not " + retries + ".");
        }
    }
}
