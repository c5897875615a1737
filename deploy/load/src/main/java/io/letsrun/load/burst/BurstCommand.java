package io.letsrun.load.burst;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The command line of the bursts. */
@Command(
        name = "burst",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SCENARIO",
        subcommands = {
            SignupBurst.class,
            MorningBurst.class,
            MixedBurst.class,
            Overload.class,
            Soak.class,
            HelpCommand.class
        },
        description = {
            "Sends a load to the running stack on schedule, whatever it answers, waits until what was accepted is"
                    + " stored, and takes stock: accepted = stored + rejected + dead-lettered.",
            "Exits with 0 only when nothing was lost and nothing counts twice. The first Ctrl-C ends the sending, and"
                    + " what was accepted is still accounted for; the second ends everything at once.",
            "What it sends stays in the stack's data: ./letsrun reset removes it."
        })
public final class BurstCommand {

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    MeasuredStack stack() {
        return stack;
    }

    public static void main(String[] arguments) {
        CommandLine line =
                new CommandLine(new BurstCommand()).setCommandName("letsrun burst").setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((error, command, parsed) -> {
            switch (error) {
                case Refusal refusal -> command.getErr().println("letsrun: " + refusal.getMessage());
                default -> throw error;
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(arguments));
    }
}
