package io.letsrun.local.stack;

import io.letsrun.local.process.ProcessIdentity;
import java.util.Objects;

/**
 * How the stack came up.
 *
 * @param portOffset what is added to every port
 * @param brokers how many Kafka brokers; one in a record that does not say
 * @param launcher the process that started it
 * @param detached whether it was left to run on its own, so that a launcher that is gone means nothing
 */
record StackRecord(int portOffset, int brokers, ProcessIdentity launcher, boolean detached) {
    StackRecord {
        Objects.requireNonNull(launcher, "launcher");
        Objects.requireNonNull(launcher.startedAt(), "startedAt");
        brokers = Math.max(1, brokers);
    }

    StackRecord whenDetached() {
        return new StackRecord(portOffset, brokers, launcher, true);
    }
}
