package io.letsrun.load.drain;

import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills a topic while its consumer is stopped, then starts it and watches it drain. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = {
            "Records stored a second from a filled topic, beside COPY of the same rows into the same tables.",
            "Stops and starts the consumers of the stack."
        })
public final class DrainBenchmark implements Callable<Integer> {

    private static final double BAR = 0.25;
    private static final int TENTHS = 10;
    private static final int COPIES = 3;

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--runs", defaultValue = "2000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private long runs;

    @Option(names = "--signups", defaultValue = "1000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private long signups;

    @Option(names = "--users", defaultValue = "20000", description = "Whose the runs are (default: ${DEFAULT-VALUE}).")
    private long users;

    @Option(
            names = "--warm-up",
            defaultValue = "500000",
            description = "Drained before, and not counted: a consumer that has just started still compiles itself "
                    + "(default: ${DEFAULT-VALUE}).")
    private long warmUp;

    private final long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
        stack.requireRunning();
        if (runs > 0) {
            drain(Workload.RUNS, runs, new Runs(seed, users));
        }
        if (signups > 0) {
            // Which would drain the outcomes at the same time, on the same cores.
            stack.stop(Workload.RUNS.service());
            drain(Workload.SIGNUPS, signups, this::signup);
            stack.start(Workload.RUNS.service());
        }
        return 0;
    }

    private void drain(Workload workload, long count, Workload.Events events)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        String name = workload.topic().name();
        try (ConsumerProgress progress = new ConsumerProgress(stack.bootstrapServers())) {
            progress.awaitDrained(workload, System.out::println);
        }
        stack.stop(workload.service());
        long before = stored(workload);
        say("%s: filling the topic with %,d records, %,d of them to warm up", name, warmUp + count, warmUp);
        new Preload(stack.bootstrapServers()).send(workload.topic(), warmUp + count, events);
        stack.start(workload.service());
        Samples samples;
        try (ConsumerProgress progress = new ConsumerProgress(stack.bootstrapServers())) {
            samples = progress.watch(workload, count);
        }
        long stored = stored(workload) - before;
        if (stored != warmUp + count) {
            throw new Refusal(name + ": " + stored + " stored of " + (warmUp + count) + ": this is a bug");
        }
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            say("%s: tenth %d: %,.0f/s", name, tenth + 1, samples.rate(tenth / 10.0, (tenth + 1) / 10.0));
        }
        double rate = samples.rate(0, 1);
        double copy = copied(workload, "text");
        say("%s: drained %,.0f/s, COPY %,.0f/s: %.2f (asked for: %.2f)", name, rate, copy, rate / copy, BAR);
        double binary = copied(workload, "binary");
        say("%s: binary COPY %,.0f/s: %.2f", name, binary, rate / binary);
        double drift = samples.rate(0.8, 1) / samples.rate(0, 0.2) - 1;
        say("%s: the last fifth beside the first: %+.0f %% (asked for: within 15 %%)", name, drift * 100);
    }

    private long stored(Workload workload) throws SQLException {
        try (Connection connection = stack.postgres(workload.role());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(workload.stored())) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * Records a second, the median of a few times. Everything the table holds is copied, so that index and table are as large
     * as they were.
     */
    private double copied(Workload workload, String format) throws SQLException, IOException {
        try (Connection connection = stack.postgres(workload.role())) {
            long rows;
            String largest = workload.tables().getLast();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT count(*) FROM " + largest)) {
                result.next();
                rows = result.getLong(1);
            }
            double[] seconds = new double[COPIES];
            for (int i = 0; i < COPIES; i++) {
                seconds[i] = new CopyBaseline(connection, workload.tables()).seconds(format);
            }
            Arrays.sort(seconds);
            return rows / seconds[COPIES / 2];
        }
    }

    private SignupRequested signup(long n) {
        String email = "d-" + seed + "-" + n + "@load.example";
        UUID user = RunId.of(Runs.user(seed, n), email, Instant.ofEpochMilli(seed));
        return new SignupRequested(user, email, email, "Ada", "Load", 1990, "Lagos", "NG", Instant.ofEpochMilli(seed));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
