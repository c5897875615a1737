package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import java.io.UncheckedIOException;
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
            HelpCommand.class
        })
public final class LetsRun {
    private LetsRun() {}

    public static void main(String[] arguments) {
        System.exit(run(Checkout.find(), Terminal.standard(), arguments));
    }

    static int run(Checkout checkout, Terminal terminal, String... arguments) {
        CommandLine.IFactory factory = new Commands(checkout, terminal);
        return new CommandLine(LetsRun.class, factory)
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(problem, command))
                .execute(arguments);
    }

    private static int explain(Exception problem, CommandLine command) throws Exception {
        switch (problem) {
            case Refusal refusal -> command.getErr().println("letsrun: " + refusal.getMessage());
            case UncheckedIOException failed ->
                command.getErr().println("letsrun: " + failed.getMessage() + ": " + failed.getCause());
            default -> throw problem;
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
