package io.letsrun.local.cli;

import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "kill",
        description = "SIGKILL, for fault drills: the component gets no chance to finish anything.",
        mixinStandardHelpOptions = true)
final class Kill implements Runnable {

    private final Stack stack;
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Which components.")
    private List<String> names = List.of();

    Kill(Stack stack, Terminal terminal) {
        this.stack = stack;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        names.forEach(stack::log);
        for (String name : names) {
            terminal.line(name + ": "
                    + stack.kill(name).map(pid -> "killed (pid " + pid + ")").orElse("was not running"));
        }
    }
}
