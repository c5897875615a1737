package io.letsrun.load.reconcile;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reconciles on the command line. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = ExitCode.USAGE,
        description = {
            "Checks a burst again: how many of the accepted requests are stored, rejected, dead-lettered, waiting or lost,"
                    + " and whether anything was stored twice.",
            "Exit codes: 0 everything is accounted for, 1 something is lost, doubled or still waiting,"
                    + " 2 wrong usage, or it could not be checked."
        })
public final class Reconcile implements Callable<Integer> {

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Parameters(paramLabel = "FILE", description = "The accepted.txt of a burst.")
    private Path file = Path.of("");

    @Option(names = "--wait", description = "Seconds to wait for what is not stored yet.")
    private int wait;

    @Override
    public Integer call() throws InterruptedException {
        ReconciliationResult result =
                new Reconciliation(stack, System.err::println).settled(file, Duration.ofSeconds(wait));
        if (result == null) {
            throw new Refusal("It could not be reconciled; is the stack up? See ./letsrun status.");
        }
        result.lines().forEach(System.out::println);
        return result.holds() ? 0 : 1;
    }
}
