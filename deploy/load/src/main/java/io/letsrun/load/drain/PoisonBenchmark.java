package io.letsrun.load.drain;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.load.Refusal;
import io.letsrun.load.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Drains runs with and without bad records among them, in turn. */
@Command(
        name = "poison",
        mixinStandardHelpOptions = true,
        description = {
            "Runs drained a second with a tenth that cannot be decoded and a tenth that PostgreSQL refuses, beside the same "
                    + "without. Checks that every good one is stored, and every bad one dead-lettered with its reason.",
            "Stops and starts profile-consumer, and operator-console, which reads the dead letters, unless --with-console."
        })
public final class PoisonBenchmark implements Callable<Integer> {

    private static final double BAR = 0.7;
    private static final String CONSOLE = "operator-console";
    private static final byte[] NO_JSON = "{".getBytes(StandardCharsets.UTF_8);

    /** PostgreSQL's text cannot hold it, JSON can. */
    private static final String REFUSED_ZONE = "Europe/Berlin\0";

    private static final String RUNS = "SELECT count(*) FROM profile.run";

    @Mixin
    private Stack stack = new Stack();

    @Option(names = "--runs", defaultValue = "200000", description = "Of each kind (default: ${DEFAULT-VALUE}).")
    private long runs;

    @Option(
            names = "--warm-up",
            defaultValue = "300000",
            description = "Drained before, and not counted (default: ${DEFAULT-VALUE}).")
    private long warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "How often (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--with-console", description = "Leaves operator-console running on the same cores.")
    private boolean withConsole;

    @Option(names = "--users", defaultValue = "20000", description = "Whose the runs are (default: ${DEFAULT-VALUE}).")
    private long users;

    private final KafkaBinding binding = new KafkaBinding("/benchmark");
    private long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
        if (withConsole) {
            compare();
            return 0;
        }
        stack.letsrun("stop", CONSOLE);
        try {
            compare();
        } finally {
            stack.letsrun("start", CONSOLE);
        }
        return 0;
    }

    private void compare() throws IOException, InterruptedException, SQLException, ExecutionException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double clean = drain(0);
            double poisoned = drain(runs / 10);
            ratios.add(poisoned / clean);
            say("round %d: clean %,.0f/s, poisoned %,.0f/s: %.2f", round, clean, poisoned, poisoned / clean);
        }
        ratios.sort(null);
        say("poisoned drains at %.2f of clean (median of %d; asked for: %.2f)", ratios.get(rounds / 2), rounds, BAR);
    }

    /** @param bad how many of each of the two bad kinds */
    private double drain(long bad) throws IOException, InterruptedException, SQLException, ExecutionException {
        Workload workload = Workload.RUNS;
        Topic deadLetters = new GroupTopics(workload.topic(), workload.service()).deadLetters();
        seed++;
        stack.letsrun("stop", workload.service());
        DeadLetters before = DeadLetters.in(stack.bootstrapServers(), deadLetters);
        long stored = stored();
        new Preload(stack.bootstrapServers()).send(warmUp + runs, records(new Runs(seed, users), bad));
        stack.letsrun("start", workload.service());
        double rate;
        try (Progress progress = new Progress(stack.bootstrapServers())) {
            rate = progress.watch(workload, runs).rate(0, 1);
        }
        Map<String, Long> dead = before.since();
        Map<String, Long> expected = bad == 0 ? Map.of() : Map.of("undecodable", bad, "rule", bad);
        if (stored() - stored != warmUp + runs - 2 * bad || !dead.equals(expected)) {
            throw new Refusal("Stored " + (stored() - stored) + " of " + (warmUp + runs) + ", dead letters " + dead
                    + ", expected " + expected + ": this is a bug");
        }
        return rate;
    }

    /** Every tenth from the start, and every tenth from the second, after those that warm up. */
    private LongFunction<ProducerRecord<byte[], byte[]>> records(Runs events, long bad) {
        return n -> {
            long kind = bad == 0 || n < warmUp ? -1 : n % (runs / bad);
            String zone = kind == 1 ? REFUSED_ZONE : "Europe/Berlin";
            ProducerRecord<byte[], byte[]> record =
                    binding.write(Workload.RUNS.topic(), events.event(n, zone), Instant.now(), null);
            return kind == 0
                    ? new ProducerRecord<>(record.topic(), null, record.key(), NO_JSON, record.headers())
                    : record;
        };
    }

    private long stored() throws SQLException {
        try (Connection connection = stack.postgres(Workload.RUNS.role());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(RUNS)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
