package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.dlq.Dlq;
import io.letsrun.local.dlq.Reach;
import io.letsrun.local.seed.Seed;
import io.letsrun.local.stack.ConsoleDoor;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;

/** The launcher's entry point. */
public final class LetsRun {

    private LetsRun() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.standard();
        try {
            System.exit(run(Checkout.find(), terminal, arguments));
        } catch (Refusal refusal) {
            terminal.complaint(String.valueOf(refusal.getMessage()));
            System.exit(CommandLine.ExitCode.SOFTWARE);
        }
    }

    static int run(Checkout checkout, Terminal terminal, String... arguments) {
        return run(checkout, terminal, System.getenv(), arguments);
    }

    /** @param environment says who asks a console, when it is not this stack's own operator */
    static int run(Checkout checkout, Terminal terminal, Map<String, String> environment, String... arguments) {
        Stack stack = new Stack(checkout, terminal::line);
        IFactory dlq = new IFactory() {
            @Override
            public <K> K create(Class<K> kind) throws Exception {
                return kind == Reach.class
                        ? kind.cast(new Reach(new ConsoleDoor(checkout), terminal, environment))
                        : CommandLine.defaultFactory().create(kind);
            }
        };
        return new CommandLine(new Commands(checkout, stack, terminal))
                .addSubcommand(new Up(checkout, stack, terminal))
                .addSubcommand(new Logs(stack, terminal))
                .addSubcommand(new Seed(stack, terminal))
                .addSubcommand(new Env(checkout, terminal))
                .addSubcommand(new CommandLine(Dlq.class, dlq))
                .addSubcommand(new HelpCommand())
                .registerConverter(Duration.class, text -> Duration.parse("PT" + text)) // 90s, 5m
                .setOut(terminal.writer())
                .setErr(terminal.errorWriter())
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(problem, terminal))
                .execute(arguments);
    }

    private static int explain(Exception problem, Terminal terminal) throws Exception {
        switch (problem) {
            case Refusal refusal -> terminal.complaint(String.valueOf(refusal.getMessage()));
            case UncheckedIOException failed -> terminal.complaint(failed.getMessage() + ": " + failed.getCause());
            default -> throw problem;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
