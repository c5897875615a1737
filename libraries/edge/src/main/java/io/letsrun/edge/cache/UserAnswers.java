package io.letsrun.edge.cache;

import java.util.UUID;

/**
 * What one service answers to one user. All of it is in one Redis hash, so that one command drops it.
 *
 * @param origin the service's name
 */
public record UserAnswers(String origin, UUID userId) {

    private static final String PREFIX = "letsrun:answers:";
    private static final int SLOTS = 63; // a mask

    /** Returns the Redis key. The keys of all users are in 64 slots of a Redis Cluster, so a batch of users takes few commands. */
    public String key() {
        return PREFIX + origin + ":{" + Long.toHexString(userId.getLeastSignificantBits() & SLOTS) + '}' + userId;
    }
}
