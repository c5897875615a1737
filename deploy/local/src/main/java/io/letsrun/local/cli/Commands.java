package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.dlq.Reach;
import io.letsrun.local.progress.PlainProgress;
import io.letsrun.local.seed.command.Seed;
import io.letsrun.local.stack.ConsoleDoor;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the checkout and the terminal it works on. */
final class Commands implements IFactory {

    private final Checkout checkout;
    private final Terminal terminal;
    private final Map<String, String> environment;

    Commands(Checkout checkout, Terminal terminal, Map<String, String> environment) {
        this.checkout = checkout;
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public <K> K create(Class<K> kind) throws Exception {
        return kind.cast(command(kind));
    }

    private Object command(Class<?> kind) throws Exception {
        Stack stack = new Stack(checkout, new PlainProgress(terminal));
        return switch (kind.getSimpleName()) {
            case "Up" -> new Up(checkout, terminal);
            case "StatusCommand" -> new StatusCommand(stack, terminal);
            case "Logs" -> new Logs(stack, terminal);
            case "Start" -> new Start(stack, terminal);
            case "Stop" -> new Stop(stack, terminal);
            case "Kill" -> new Kill(stack, terminal);
            case "Down" -> new Down(checkout, terminal);
            case "Reset" -> new Reset(checkout, terminal);
            case "Seed" -> new Seed(stack, terminal);
            case "Env" -> new Env(checkout, terminal);
            case "Burst" -> new Burst();
            case "Prepare" -> new Prepare(stack);
            case "Supervise" -> new Supervise(stack, terminal);
            case "Reach" -> new Reach(new ConsoleDoor(checkout), terminal, environment);
            default -> CommandLine.defaultFactory().create(kind);
        };
    }
}
