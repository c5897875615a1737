package io.letsrun.load.burst;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import java.time.Duration;
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
            "Load-tests the running stack. Requests are sent at a fixed rate, whether earlier ones were answered or not"
                    + " (open loop). Then it waits until everything accepted is stored, checks that nothing was lost or"
                    + " stored twice, and writes a report.",
            "Exit codes: 0 passed, 1 something was lost or stored twice, 2 wrong usage, 3 a threshold was missed.",
            "The first Ctrl-C stops sending, and the check still runs; the second ends everything at once.",
            "Test data stays in the stack: ./letsrun reset deletes it.",
            "Options of a scenario: ./letsrun burst SCENARIO --help"
        })
public final class BurstCommand {

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    MeasuredStack stack() {
        return stack;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new BurstCommand())
                .setCommandName("letsrun burst")
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, new Time());
        line.setExecutionExceptionHandler((error, command, parsed) -> {
            if (!(error instanceof Refusal refusal)) {
                throw error;
            }
            command.getErr().println("letsrun: " + refusal.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }
}
