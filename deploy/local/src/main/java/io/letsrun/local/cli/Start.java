package io.letsrun.local.cli;

import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "start",
        description = "Starts components, together, and waits until they are ready.",
        mixinStandardHelpOptions = true)
final class Start implements Runnable {

    private final Stack stack;
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Which components.")
    private List<String> names = List.of();

    Start(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        names.forEach(stack::log);
        stack.start(names);
        terminal.line("./letsrun status shows all of it.");
    }
}
