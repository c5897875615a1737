package io.letsrun.load.drain;

import static io.letsrun.load.report.Output.median;
import static io.letsrun.load.report.Output.say;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.load.stack.MeasuredStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast a filled topic drains. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = {
            "Records stored a second from a filled topic, beside COPY of the same rows into the same tables.",
            "Stops and starts the stack's consumers. Waits first until earlier loads are stored."
        })
public final class DrainBenchmark implements Callable<Integer> {

    private static final double BAR = 0.40;
    private static final int TENTHS = 10;
    private static final int COPIES = 3;

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--runs", description = "Runs to store; 0 leaves them out.")
    private long runs = 2_000_000;

    @Option(names = "--signups", description = "Signups to store; 0 leaves them out.")
    private long signups = 1_000_000;

    @Option(names = "--users", description = "Users who own the runs.")
    private long users = 20_000;

    @Option(
            names = "--warm-up",
            description = "Records stored first and not measured, so that the consumer's JVM is warm.")
    private long warmUp = 500_000;

    private final long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
        stack.requireRunning();
        if (runs > 0) {
            drain(Workload.RUNS, runs, new Runs(seed, users)::event);
        }
        if (signups > 0) {
            // It would store the signups' outcomes at the same time, on the same cores.
            stack.stop(Workload.RUNS.service());
            drain(Workload.SIGNUPS, signups, this::signup);
            stack.start(Workload.RUNS.service());
        }
        return 0;
    }

    private void drain(Workload workload, long count, LongFunction<Event> events)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        String name = workload.topic().name();
        Drain drain = new Drain(stack, workload);
        drain.awaitEarlierLoads();
        say("%s: filling the topic with %,d records, %,d of them to warm up", name, warmUp + count, warmUp);
        Samples samples = drain.run(warmUp, warmUp + count, warmUp + count, n -> workload.record(events.apply(n)));
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            say("%s: tenth %d: %,.0f/s", name, tenth + 1, samples.rate(tenth / 10.0, (tenth + 1) / 10.0));
        }
        double rate = samples.rate(0, 1);
        double copy = copied(workload);
        say("%s: drained %,.0f/s, COPY %,.0f/s: %.2f (target %.2f)", name, rate, copy, rate / copy, BAR);
        double drift = samples.rate(0.8, 1) / samples.rate(0, 0.2) - 1;
        say("%s: the last fifth beside the first: %+.0f %% (target: within 15 %%)", name, drift * 100);
    }

    /**
     * Rows a second, the median of a few times. Everything the table holds is copied, so that index and table are as large as
     * they were.
     */
    private double copied(Workload workload) throws SQLException, IOException {
        try (Connection connection = stack.stack().postgres(workload.role());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*) FROM " + workload.tables().getLast())) {
            result.next();
            long rows = result.getLong(1);
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < COPIES; i++) {
                seconds.add(new CopyBaseline(connection, workload.tables()).seconds());
            }
            return rows / median(seconds);
        }
    }

    private Event signup(long n) {
        String email = "d-" + seed + "-" + n + "@load.example";
        UUID user = Runs.user(seed, n, email);
        return new SignupRequested(user, email, email, "Ada", "Load", 1990, "Lagos", "NG", Instant.ofEpochMilli(seed));
    }
}
