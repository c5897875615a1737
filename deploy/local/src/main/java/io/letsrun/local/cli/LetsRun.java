package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.dlq.Dlq;
import io.letsrun.local.seed.command.Seed;
import io.letsrun.local.terminal.Terminal;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The launcher's entry point. */
@Command(
        name = "letsrun",
        description = "Let's Run! on this machine: real servers and the services, each a process of its own.",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            StatusCommand.class,
            Logs.class,
            Start.class,
            Stop.class,
            Kill.class,
            Down.class,
            Reset.class,
            Seed.class,
            Burst.class,
            Dlq.class,
            Env.class,
            Prepare.class,
            Supervise.class,
            HelpCommand.class
        })
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
        CommandLine.IFactory factory = new Commands(checkout, terminal, environment);
        return new CommandLine(LetsRun.class, factory)
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
