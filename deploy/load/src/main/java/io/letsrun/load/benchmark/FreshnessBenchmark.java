package io.letsrun.load.benchmark;

import static io.letsrun.load.report.Output.say;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.local.Refusal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a run and reads the profile and the page of runs until both show it, again and again. */
@Command(
        name = "freshness",
        mixinStandardHelpOptions = true,
        description = {
            "Sends runs, each followed by reads until the profile and the first page show it, and times that.",
            "Counts answers that showed less than an earlier answer to the same user. Exits with 3 when there is one."
        })
final class FreshnessBenchmark implements Callable<Integer> {

    private static final Duration GIVE_UP = Duration.ofMinutes(1);
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_READS = Duration.ofMillis(5);
    private static final double BAR_MILLIS = 1_000;
    private static final int MISSED = 3;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong older = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--pairs", description = "Runs that are sent and looked for.")
    private int pairs = 100_000;

    @Option(names = "--users", description = "Users who do so at the same time.")
    private int users = 48;

    @Override
    public Integer call() throws IOException, InterruptedException {
        stack.requireRunning();
        List<Future<long[]>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient closed = client) {
            for (int user = 0; user < users; user++) {
                results.add(threads.submit(() -> use(SignedUpUser.signUp(closed, stack.gateway()), pairs / users)));
            }
            while (results.stream().anyMatch(result -> !result.isDone())) {
                Thread.sleep(PROGRESS);
                say("%,d of %,d runs shown", done.get(), pairs);
            }
        }
        for (Future<long[]> result : results) {
            if (result.state() == Future.State.FAILED) {
                throw new Refusal(String.valueOf(result.exceptionNow().getMessage()));
            }
        }
        long[] nanos = results.stream()
                .map(Future::resultNow)
                .flatMapToLong(LongStream::of)
                .sorted()
                .toArray();
        double p99 = millis(nanos, 0.99);
        say(
                "%,d runs, %,d reads: from the 202 until both reads show it p50 %.0f ms, p99 %.0f ms (target %.0f ms), max %.0f ms;"
                        + " older than shown before: %d; refused: %d",
                nanos.length,
                reads.get(),
                millis(nanos, 0.5),
                p99,
                BAR_MILLIS,
                millis(nanos, 1),
                older.get(),
                refused.get());
        return older.get() == 0 && p99 <= BAR_MILLIS ? 0 : MISSED;
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }

    private long[] use(SignedUpUser user, int count) throws IOException, InterruptedException {
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(300));
        long[] took = new long[count];
        long shown = 0;
        for (int run = 1; run <= count; run++) {
            String body =
                    "{\"clientRunId\":\"fresh-%d\",\"startedAt\":\"%s\",\"distanceMeters\":1000,\"elapsedSeconds\":600}"
                            .formatted(run, first.plus(Duration.ofMinutes(11L * run)));
            while (send(user, "/v1/runs", body).statusCode() != 202) {
                refused.incrementAndGet();
                Thread.sleep(BETWEEN_READS);
            }
            long accepted = System.nanoTime();
            for (String path : List.of("/v1/profile", "/v1/runs?limit=1")) {
                do {
                    shown = read(user, path, shown);
                    if (System.nanoTime() - accepted > GIVE_UP.toNanos()) {
                        throw new Refusal("A run was not shown within " + GIVE_UP + ".");
                    }
                } while (shown < run && pause());
            }
            took[run - 1] = System.nanoTime() - accepted;
            done.incrementAndGet();
        }
        return took;
    }

    private static boolean pause() throws InterruptedException {
        Thread.sleep(BETWEEN_READS);
        return true;
    }

    /** Returns how many runs are known to be shown: what the answer shows, or what was shown before when it shows nothing. */
    private long read(SignedUpUser user, String path, long before) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(user, path, null);
        reads.incrementAndGet();
        if (answer.statusCode() == 404) {
            return before; // not stored yet
        }
        if (answer.statusCode() != 200) {
            refused.incrementAndGet();
            return before;
        }
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        JsonNode newest = json.at("/runs/0/clientRunId");
        long runs = json.has("totals")
                ? json.at("/totals/runs").asLong()
                : newest.isMissingNode() ? 0 : Long.parseLong(newest.asString().substring("fresh-".length()));
        if (runs < before) {
            older.incrementAndGet();
        }
        return Math.max(runs, before);
    }

    private HttpResponse<String> send(SignedUpUser user, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return user.send(client, stack.gateway(), path, json);
    }
}
