package io.letsrun.load.benchmark;

import io.letsrun.load.drain.DrainBenchmark;
import io.letsrun.load.drain.PoisonBenchmark;
import io.letsrun.load.reconcile.Reconcile;
import io.letsrun.local.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        subcommands = {
            AcceptBenchmark.class,
            DrainBenchmark.class,
            PoisonBenchmark.class,
            EventsBenchmark.class,
            ReadsBenchmark.class,
            FreshnessBenchmark.class,
            Reconcile.class
        },
        description = {
            "Measures one part of the running stack beside a bare baseline, and prints the ratio.",
            "Test data stays in the stack: ./letsrun reset deletes it."
        })
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Benchmark());
        line.setExecutionExceptionHandler((error, command, parsed) -> {
            command.getErr().println(error instanceof Refusal ? error.getMessage() : "failed: " + error);
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
        line.getSubcommands()
                .values()
                .forEach(each -> each.getCommandSpec().usageMessage().showDefaultValues(true));
        System.exit(line.execute(args));
    }
}
