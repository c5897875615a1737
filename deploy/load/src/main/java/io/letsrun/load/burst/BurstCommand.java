package io.letsrun.load.burst;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.TypeConversionException;

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
            "Exit codes: 0 passed, 1 something was lost or stored twice, or the burst failed, 2 wrong usage, or it could"
                    + " not begin, 3 a threshold was missed, 130 interrupted by Ctrl-C.",
            "The first Ctrl-C stops sending, then the check runs; the second ends everything at once.",
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
            return CommandLine.ExitCode.USAGE;
        });
        return line;
    }

    /** Reads 90s, 2m or 1m30s. */
    private static final class Time implements ITypeConverter<Duration> {

        private static final Duration LONGEST = Duration.ofHours(24);

        @Override
        public Duration convert(String text) {
            try {
                Duration duration = Duration.parse("PT" + text);
                if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                // Said below.
            }
            throw new TypeConversionException("'" + text + "' is no time such as 90s or 2m, up to 24h");
        }
    }
}
