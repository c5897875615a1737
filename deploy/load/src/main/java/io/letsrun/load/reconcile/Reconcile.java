package io.letsrun.load.reconcile;

import io.letsrun.load.stack.MeasuredStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reconciles on the command line. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what became of everything that a burst was told is accepted: stored, rejected, dead-lettered, waiting or lost, and "
                    + "whether anything counts twice.",
            "The exit code is 0 when all of it is accounted for, once; 1 when not, or not yet."
        })
public final class Reconcile implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Parameters(paramLabel = "FILE", description = "Of accepted ids, as a burst wrote it.")
    private Path file = Path.of("");

    @Option(
            names = "--wait",
            defaultValue = "0",
            description = "Seconds to wait for what is not stored yet (default: ${DEFAULT-VALUE}).")
    private int wait;

    @Override
    public Integer call() throws Exception {
        ReconciliationResult account;
        try (StepProgress watching = new StepProgress(System.err::println)) {
            Reconciliation reconciliation = new Reconciliation(stack, watching);
            long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
            account = reconciliation.of(file);
            while (account.all().waiting() > 0 && System.nanoTime() < end) {
                watching.accept(account.all().waiting() + " are waiting");
                Thread.sleep(LOOK);
                account = reconciliation.of(file);
            }
        }
        new AccountText(account).lines().forEach(System.out::println);
        return account.holds() ? 0 : 1;
    }
}
