package io.letsrun.local.cli;

import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;

/** What {@code up} does in the foreground, for a stack that was detached. */
@Command(
        name = "supervise",
        description = "Restarts components that end by themselves; up --detach has this done.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class Supervise implements Runnable {

    private final Stack stack;
    private final Terminal terminal;

    Supervise(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        stack.supervisor(line -> terminal.line(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line))
                .watch();
    }
}
