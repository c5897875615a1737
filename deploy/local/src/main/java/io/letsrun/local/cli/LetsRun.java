package io.letsrun.local.cli;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.dlq.Dlq;
import io.letsrun.local.seed.Seed;
import io.letsrun.local.stack.Stack;
import io.letsrun.local.terminal.Terminal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.TypeConversionException;

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
        return new CommandLine(new Commands(checkout, stack, terminal))
                .addSubcommand(new Up(checkout, stack, terminal))
                .addSubcommand(new Seed(stack, terminal))
                .addSubcommand(new Dlq(stack, terminal, environment))
                .addSubcommand(new HelpCommand())
                .registerConverter(Duration.class, LetsRun::duration)
                .setOut(terminal.writer())
                .setErr(terminal.errorWriter())
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(problem, terminal))
                .execute(arguments);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("it is a time such as 90s or 5m, not " + text);
        }
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
