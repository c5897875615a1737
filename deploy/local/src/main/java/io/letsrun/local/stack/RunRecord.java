package io.letsrun.local.stack;

import io.letsrun.local.process.ProcessIdentity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a component's process.
 *
 * @param process which one it is
 * @param ports where it listens
 * @param endedOnPurpose whether {@code kill} or {@code stop} ended it; then nobody restarts it
 * @param restarts how often the supervisor has restarted the component since it was started
 * @param restartReason why it ended before the last restart
 */
record RunRecord(
        ProcessIdentity process,
        List<Integer> ports,
        boolean endedOnPurpose,
        int restarts,
        @Nullable String restartReason) {

    RunRecord {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(process.startedAt(), "startedAt");
    }

    RunRecord(ProcessIdentity process, List<Integer> ports) {
        this(process, ports, false, 0, null);
    }

    RunRecord whenEndedOnPurpose() {
        return new RunRecord(process, ports, true, restarts, restartReason);
    }
}
