package io.letsrun.local.stack;

import io.letsrun.local.process.ProcessIdentity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the stack came up.
 *
 * @param portOffset what is added to every port
 * @param brokers how many Kafka brokers; one in a record that does not say
 * @param launcher the process that started it
 * @param detached whether it was left to run on its own, so that a launcher that is gone means nothing
 * @param bind where the gateway and the console listen; the loopback in a record that does not say
 */
record StackRecord(
        int portOffset,
        int brokers,
        ProcessIdentity launcher,
        boolean detached,
        @Nullable String bind) {

    static final String LOOPBACK = "127.0.0.1";

    StackRecord {
        Objects.requireNonNull(launcher, "launcher");
        Objects.requireNonNull(launcher.startedAt(), "startedAt");
        brokers = Math.max(1, brokers);
        bind = bind == null ? LOOPBACK : bind;
    }

    StackRecord whenDetached() {
        return new StackRecord(portOffset, brokers, launcher, true, bind);
    }

    String address() {
        return Objects.requireNonNullElse(bind, LOOPBACK);
    }
}
