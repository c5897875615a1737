package io.letsrun.gateway.limit;

import java.util.UUID;

/** Limits the runs of one user, in this process: a run costs one, a batch as many as it holds. */
public final class RunLimits {

    private final LocalBuckets<UUID> users;

    RunLimits(Limit limit, int tracked) {
        this.users = new LocalBuckets<>(limit, tracked);
    }

    public Allowance take(UUID userId, int runs) {
        return users.take(userId, runs);
    }
}
