package io.letsrun.load.drain;

import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.load.Refusal;
import io.letsrun.load.Stack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int TENTHS = 10;
    private static final Instant FIRST_RUN = Instant.parse("2025-01-01T00:00:00Z");
    private static final long HALF_A_YEAR_SECONDS = 180L * 24 * 3600;

    private static final Workload RUNS = new Workload(
            Topics.RUNS,
            "profile-consumer",
            "profile",
            List.of("profile.run"),
            "SELECT coalesce(sum(runs), 0) FROM profile.runner_totals");
    private static final Workload SIGNUPS = new Workload(
            Topics.SIGNUPS,
            "signup-service",
            "signup",
            List.of("signup.email_claim", "signup.account"),
            "SELECT count(*) FROM signup.account");

    @Mixin
    private Stack stack = new Stack();

    @Option(names = "--runs", defaultValue = "2000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private long runs;

    @Option(names = "--signups", defaultValue = "1000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private long signups;

    @Option(names = "--users", defaultValue = "20000", description = "Whose the runs are (default: ${DEFAULT-VALUE}).")
    private long users;

    private final long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
        if (runs > 0) {
            drain(RUNS, runs, this::run);
        }
        if (signups > 0) {
            // Which would drain the outcomes at the same time, on the same cores.
            stack.letsrun("stop", RUNS.service());
            drain(SIGNUPS, signups, this::signup);
            stack.letsrun("start", RUNS.service());
        }
        return 0;
    }

    private void drain(Workload workload, long count, Workload.Events events)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        String name = workload.topic().name();
        stack.letsrun("stop", workload.service());
        long before = stored(workload);
        say("%s: filling the topic with %,d records", name, count);
        new Preload(stack.bootstrapServers()).send(workload.topic(), count, events);
        stack.letsrun("start", workload.service());
        Samples samples = watch(workload, count);
        long stored = stored(workload) - before;
        if (stored != count) {
            throw new Refusal(name + ": " + stored + " stored of " + count + ": this is a bug");
        }
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            say("%s: tenth %d: %,.0f/s", name, tenth + 1, samples.rate(tenth / 10.0, (tenth + 1) / 10.0));
        }
        double rate = samples.rate(0, 1);
        double copy = copied(workload);
        say("%s: drained %,.0f/s, COPY %,.0f/s: %.2f (asked for: %.2f)", name, rate, copy, rate / copy, BAR);
        double drift = samples.rate(0.8, 1) / samples.rate(0, 0.2) - 1;
        say("%s: the last fifth beside the first: %+.0f %% (asked for: within 15 %%)", name, drift * 100);
    }

    private Samples watch(Workload workload, long count) throws InterruptedException, ExecutionException {
        Samples samples = new Samples();
        Instant end = Instant.now().plus(PATIENCE);
        try (Progress progress = new Progress(stack.bootstrapServers())) {
            long lag;
            do {
                lag = progress.lag(workload.service(), workload.topic().name());
                samples.add(Instant.now(), count - lag);
                Thread.sleep(LOOK);
            } while (lag > 0 && Instant.now().isBefore(end));
        }
        return samples;
    }

    private long stored(Workload workload) throws SQLException {
        try (Connection connection = stack.postgres(workload.role());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(workload.stored())) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Records a second. Everything the table holds is copied, so that index and table are as large as they were. */
    private double copied(Workload workload) throws SQLException, IOException {
        try (Connection connection = stack.postgres(workload.role())) {
            long rows = 0;
            String largest = workload.tables().getLast();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT count(*) FROM " + largest)) {
                result.next();
                rows = result.getLong(1);
            }
            return rows / new CopyBaseline(connection, workload.tables()).seconds();
        }
    }

    private RunRecorded run(long n) {
        UUID user = user(n % users);
        Instant startedAt = FIRST_RUN.plusSeconds(n * 7919 % HALF_A_YEAR_SECONDS);
        String clientRunId = "d-" + n;
        return new RunRecorded(
                user,
                RunId.of(user, clientRunId, startedAt),
                clientRunId,
                1,
                startedAt,
                "Europe/Berlin",
                5_000_000 + n % 10_000_000,
                (int) (1_800 + n % 3_600),
                null,
                52.5,
                151.0);
    }

    private SignupRequested signup(long n) {
        String email = "d-" + seed + "-" + n + "@load.example";
        UUID user = RunId.of(user(n), email, Instant.ofEpochMilli(seed));
        return new SignupRequested(
                user, email, email, "Ada", "Load", 1990, "Lagos", "NG", null, Instant.ofEpochMilli(seed));
    }

    private UUID user(long n) {
        return RunId.of(new UUID(seed, n), "user", Instant.ofEpochMilli(seed));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
