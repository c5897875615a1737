package io.letsrun.gateway.limit;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Limits the runs of one user, in this process: a run costs one, a batch as many as it holds. */
@Component
public final class RunLimits {

    private final LocalBuckets<UUID> users;

    RunLimits(LimitProperties properties) {
        this.users = new LocalBuckets<>(properties.runLimit(), properties.tracked());
    }

    public Allowance take(UUID userId, int runs) {
        return users.take(userId, runs);
    }
}
