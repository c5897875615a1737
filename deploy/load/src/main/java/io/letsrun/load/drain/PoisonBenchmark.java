package io.letsrun.load.drain;

import static io.letsrun.load.report.Output.median;
import static io.letsrun.load.report.Output.say;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.TopicReader;
import io.letsrun.local.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
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

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--runs", description = "Runs in each measurement; a multiple of ten.")
    private long runs = 200_000;

    @Option(names = "--warm-up", description = "Runs stored first and not measured; a multiple of ten.")
    private long warmUp = 300_000;

    @Option(names = "--rounds", description = "Measurements of each kind.")
    private int rounds = 3;

    @Option(names = "--with-console", description = "Leaves operator-console running on the same cores.")
    private boolean withConsole;

    @Option(names = "--users", description = "Users who own the runs.")
    private long users = 20_000;

    private long seed = System.currentTimeMillis();

    @Override
    public Integer call() throws InterruptedException, SQLException, ExecutionException {
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

    private void compare() throws InterruptedException, SQLException, ExecutionException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double clean = drain(false);
            double poisoned = drain(true);
            ratios.add(poisoned / clean);
            say("round %d: clean %,.0f/s, poisoned %,.0f/s: %.2f", round, clean, poisoned, poisoned / clean);
        }
        say("poisoned drains at %.2f of clean (median of %d; target %.2f)", median(ratios), rounds, BAR);
    }

    private double drain(boolean poisoned) throws InterruptedException, SQLException, ExecutionException {
        Workload workload = Workload.RUNS;
        seed++;
        Runs events = new Runs(seed, users);
        Drain drain = new Drain(stack, workload);
        drain.awaitEarlierLoads();
        long count = warmUp + runs;
        long bad = poisoned ? count / ONE_IN : 0;
        Map<TopicPartition, Long> before = deadLetters();
        double rate = drain.run(warmUp, count, count - 2 * bad, n -> record(events, n, poisoned ? n % ONE_IN : -1))
                .rate(0, 1);
        Map<String, Long> dead = reasonsSince(before);
        Map<String, Long> expected = poisoned ? Map.of("undecodable", bad, "rule", bad) : Map.of();
        if (!dead.equals(expected)) {
            throw new Refusal("Dead letters are " + dead + ", not " + expected + ".");
        }
        return rate;
    }

    /** The ends of the dead-letter topic's partitions. */
    private Map<TopicPartition, Long> deadLetters() {
        String topic = new GroupTopics(Workload.RUNS.topic(), Workload.RUNS.service())
                .deadLetters()
                .name();
        try (KafkaConsumer<byte[], byte[]> consumer =
                TopicReader.consumer(stack.stack().bootstrapServers())) {
            return consumer.endOffsets(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
        }
    }

    /** How many have come since then, by their reason. */
    private Map<String, Long> reasonsSince(Map<TopicPartition, Long> ends) {
        Map<String, Long> reasons = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                TopicReader.consumer(stack.stack().bootstrapServers())) {
            TopicReader.read(
                    consumer,
                    ends,
                    record -> reasons.merge(
                            String.valueOf(KafkaBinding.header(record.headers(), FailureHeaders.REASON)),
                            1L,
                            Long::sum));
        }
        return reasons;
    }

    /** Each tenth from the first cannot be decoded, each tenth from the second is refused by PostgreSQL. */
    private static ProducerRecord<byte[], byte[]> record(Runs events, long n, long kind) {
        ProducerRecord<byte[], byte[]> record =
                Workload.RUNS.record(events.event(n, kind == 1 ? REFUSED_ZONE : "Europe/Berlin"));
        return kind == 0 ? new ProducerRecord<>(record.topic(), null, record.key(), NO_JSON, record.headers()) : record;
    }
}
