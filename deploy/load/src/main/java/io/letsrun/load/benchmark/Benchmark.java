package io.letsrun.load.benchmark;

import io.letsrun.load.drain.DrainBenchmark;
import io.letsrun.load.drain.PoisonBenchmark;
import io.letsrun.load.reconcile.Reconcile;
import io.letsrun.load.schedule.DeriveShape;
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
            Reconcile.class,
            DeriveShape.class
        },
        description = {
            "Measures a local stack that is running (./letsrun up), and prints ratios.",
            "It leaves its users and runs in the stack's data: ./letsrun reset removes them."
        })
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Benchmark());
        line.setExecutionExceptionHandler((error, command, parsed) -> {
            command.getErr().println(error instanceof Refusal ? error.getMessage() : "failed: " + error);
            return 1;
        });
        System.exit(line.execute(args));
    }
}
