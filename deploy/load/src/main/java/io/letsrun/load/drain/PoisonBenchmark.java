package io.letsrun.load.drain;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
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
    private static final int ONE_IN = 10;
    private static final byte[] NO_JSON = "{".getBytes(StandardCharsets.UTF_8);

    /** PostgreSQL's text cannot hold it, JSON can. */
    private static final String REFUSED_ZONE = "Europe/Berlin\0";

    private static final String RUNS = "SELECT count(*) FROM profile.run";

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(
            names = "--runs",
            defaultValue = "200000",
            description = "Of each kind, in tens (default: ${DEFAULT-VALUE}).")
    private long runs;

    @Option(
            names = "--warm-up",
            defaultValue = "300000",
            description = "Of the same, drained before and not counted, in tens (default: ${DEFAULT-VALUE}).")
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
        stack.stop(CONSOLE);
        try {
            compare();
        } finally {
            stack.start(CONSOLE);
        }
        return 0;
    }

    private void compare() throws IOException, InterruptedException, SQLException, ExecutionException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double clean = drain(false);
            double poisoned = drain(true);
            ratios.add(poisoned / clean);
            say("round %d: clean %,.0f/s, poisoned %,.0f/s: %.2f", round, clean, poisoned, poisoned / clean);
        }
        ratios.sort(null);
        say("poisoned drains at %.2f of clean (median of %d; asked for: %.2f)", ratios.get(rounds / 2), rounds, BAR);
    }

    private double drain(boolean poisoned) throws IOException, InterruptedException, SQLException, ExecutionException {
        Workload workload = Workload.RUNS;
        Topic deadLetters = new GroupTopics(workload.topic(), workload.service()).deadLetters();
        seed++;
        try (ConsumerProgress progress = new ConsumerProgress(stack.bootstrapServers())) {
            progress.awaitDrained(workload, System.out::println);
        }
        stack.stop(workload.service());
        DeadLetters before = DeadLetters.in(stack.bootstrapServers(), deadLetters);
        long stored = stored();
        new Preload(stack.bootstrapServers()).send(warmUp + runs, records(new Runs(seed, users), poisoned));
        stack.start(workload.service());
        double rate;
        try (ConsumerProgress progress = new ConsumerProgress(stack.bootstrapServers())) {
            rate = progress.watch(workload, runs).rate(0, 1);
        }
        long bad = poisoned ? (warmUp + runs) / ONE_IN : 0;
        Map<String, Long> dead = before.since();
        Map<String, Long> expected = poisoned ? Map.of("undecodable", bad, "rule", bad) : Map.of();
        if (stored() - stored != warmUp + runs - 2 * bad || !dead.equals(expected)) {
            throw new Refusal("Stored " + (stored() - stored) + " of " + (warmUp + runs) + ", dead letters " + dead
                    + ", expected " + expected + ": this is a bug");
        }
        return rate;
    }

    /** Every tenth from the start, and every tenth from the second. */
    private LongFunction<ProducerRecord<byte[], byte[]>> records(Runs events, boolean poisoned) {
        return n -> {
            long kind = poisoned ? n % ONE_IN : -1;
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
