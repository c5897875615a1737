package io.letsrun.local.stack;

import io.letsrun.local.process.ProcessIdentity;
import java.util.List;
import java.util.Objects;

/**
 * What is known of a component's process.
 *
 * @param process which one it is
 * @param ports where it listens
 */
record RunRecord(ProcessIdentity process, List<Integer> ports) {
    RunRecord {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(process.startedAt(), "startedAt");
    }
}
