package io.letsrun.local.cli;

import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        description = "Asks single components to end, and waits until they have.",
        mixinStandardHelpOptions = true)
final class Stop implements Runnable {

    private final Stack stack;
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Which components.")
    private List<String> names = List.of();

    Stop(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        names.forEach(stack::log);
        for (String name : names) {
            if (!stack.stop(name)) {
                terminal.line(name + ": was not running");
            }
        }
    }
}
